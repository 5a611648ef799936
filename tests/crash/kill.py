#!/usr/bin/env python3
"""Kills dateline-index at random moments, fills its disk and damages its files; nothing acknowledged may be lost.

    kill.py BIN_DIR [--rounds N] [--seed N]

Each round begins one of the ways to change an index (a first load, a small and a large increment, a rollback), kills it with
SIGKILL after a random time, and then asks: is the index sound by dateline-index --check, does it hold every article of every
load that had ended with status 0, and does the same load, begun again, come to its end? Loads are seeded; the moments are not
reproducible. 20 rounds by default, as continuous integration runs them, and DATELINE_ROUNDS times as many.
"""
import argparse
import contextlib
import json
import os
import random
import resource
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time

WORDS = "storm flood bank minister election harbour vote rain budget court strike fire mayor river union trade".split()


class Index:
    """An index, and what it has to hold."""

    def __init__(self, programs, folder, rng):
        self.programs, self.folder, self.rng = programs, folder, rng
        self.path = os.path.join(folder, "index")
        self.acknowledged = {}  # id -> version
        self.count = 0
        self.rolled_back = 0  # how often that came to its end

    def archive(self, articles):
        """A file of `articles`, {id: version}."""
        path = os.path.join(self.folder, "archive.jsonl")
        with open(path, "w") as out:
            for key, version in articles.items():
                rng = random.Random(f"{key} {version}")
                text = " ".join(rng.choice(WORDS) for _ in range(rng.randrange(20, 200)))
                out.write(json.dumps({"id": key, "title": f"Version{version} {rng.choice(WORDS)}", "text": text,
                                      "people": [f"Person {rng.randrange(50)}"]}) + "\n")
        return path

    def new(self, count):
        self.count += count
        return {f"a{n}": 1 for n in range(self.count - count, self.count)}

    def begin(self, *arguments, **options):
        loads = [] if arguments[0] in ("--check", "--rollback", "--stats") else ["--no-entities"]
        return subprocess.Popen([f"{self.programs}/dateline-index", "--index", self.path, *loads, *arguments],
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)

    def run(self, *arguments, **options):
        process = self.begin(*arguments, **options)
        said = process.communicate()[0]
        return process.returncode, said

    def query(self, text, kind="ids", limit=1000):
        done = subprocess.run([f"{self.programs}/dateline-query", "--index", self.path, "--format", kind, "--limit", str(limit),
                               text], capture_output=True, text=True)
        return done.stdout

    def total(self):
        line = self.query("*", "text", 0)
        return int(line.split()[0].replace(",", "")) if line[:1].isdigit() else 0

    def has_one_before(self):
        """Whether there is a generation to go back to."""
        return "for --rollback" in self.run("--stats")[1]

    def check(self):
        """What is wrong with it; empty if nothing."""
        status, said = self.run("--check")
        if status != 0:
            return f"--check says: {said}"
        if self.total() < len(self.acknowledged):
            return f"{self.total()} articles, {len(self.acknowledged)} were acknowledged"
        for key in self.rng.sample(sorted(self.acknowledged), min(20, len(self.acknowledged))):
            version = self.acknowledged[key]
            if self.query(f"id:{key} title:version{version}").split() != [key]:
                return f"article {key} is not there in version {version}"
        return ""


def options_of(document):
    """The command line of a crash test that says `document` of itself: programs, rounds, seed."""
    options = argparse.ArgumentParser(description=document, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("programs")
    options.add_argument("--rounds", type=int, default=20 * int(os.environ.get("DATELINE_ROUNDS", "1")))
    options.add_argument("--seed", type=int, default=1)
    return options.parse_args()


class Tally:
    """What was done how often, and what of it went wrong."""

    def __init__(self):
        self.done, self.failures = {}, 0

    def count(self, what, wrong):
        """Counts a round of `what`, and says what went wrong with it, if something did."""
        self.done[what] = self.done.get(what, 0) + 1
        if wrong:
            print(f"{what}: {wrong}")
            self.failures += 1

    def end(self):
        """Prints the sum; gives the status of the program."""
        print(", ".join(f"{count} {what}" for what, count in sorted(self.done.items())), f"- {self.failures} failures")
        return 1 if self.failures else 0


def some_changes(index, size):
    """New articles, and new versions of some that are there."""
    changes = index.new(size)
    for key in index.rng.sample(sorted(index.acknowledged), min(size // 4, len(index.acknowledged))):
        changes[key] = index.acknowledged[key] + 1
    return changes


def duration(index, arguments):
    """How long the command takes on a copy of the index when nobody kills it."""
    path, copy = index.path, index.path + "-copy"
    if os.path.exists(path):
        shutil.copytree(path, copy)
    index.path, begun = copy, time.monotonic()
    index.run(*arguments)
    taken = time.monotonic() - begun
    index.path = path
    shutil.rmtree(copy, ignore_errors=True)
    return taken


def kill_round(index, way):
    """One way to change the index, killed. Returns what is wrong afterwards."""
    if way == "rollback":
        before = dict(index.acknowledged)
        taken = duration(index, ["--rollback"])
        process = index.begin("--rollback")
        time.sleep(index.rng.random() * taken)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        index.rolled_back += process.returncode == 0
        status, said = index.run("--check")
        if status != 0:
            return f"--check says: {said}"
        # Either generation is right; loading everything again brings all of it back.
        status, said = index.run(index.archive(before))
        return index.check() if status == 0 else said
    changes = some_changes(index, {"first": 3000, "small": 200, "large": 3000}[way])
    arguments = [index.archive(changes), *(["--merge-from", "1"] if way == "large" else [])]
    taken = duration(index, arguments)
    process = index.begin(*arguments)
    time.sleep(index.rng.random() * taken)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    if process.returncode == 0:
        index.acknowledged.update(changes)
    # What was killed may have reached the disk all the same; a version may be the new one.
    wrong = "" if not index.acknowledged and not os.path.exists(os.path.join(index.path, "XAPIANDB")) else index.run("--check")
    if wrong and wrong[0] != 0:
        return f"--check after the kill says: {wrong[1]}"
    if index.total() < len(index.acknowledged):
        return f"{index.total()} articles after the kill, {len(index.acknowledged)} were acknowledged"
    status, said = index.run(*arguments)
    if status != 0:
        return f"the load begun again ends with {status}: {said}"
    index.acknowledged.update(changes)
    return index.check()


def full_disk(index):
    """Files may grow to so many bytes only: the load fails with a message, and the index stays as it was."""
    changes = some_changes(index, 2000)

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    for way in ([], ["--merge-from", "1"]):
        status, said = index.run(index.archive(changes), *way, preexec_fn=limit)
        if status == 0:
            return "a load into a full disk ended with 0"
        if status < 0:
            return f"a load into a full disk died of signal {-status}: {said}"
        wrong = index.check()
        if wrong:
            return f"after a full disk: {wrong}"
    status, said = index.run(index.archive(changes))
    index.acknowledged.update(changes)
    return index.check() if status == 0 else said


def sections(path):
    """The sections of a file beside the tables, as indexer/section_file.cpp writes them: [(offset, bytes)]."""
    with open(path, "rb") as file:
        header = file.read()
    count = struct.unpack_from("<Q", header, 88)[0]
    return [struct.unpack_from("<QQ", header, 104 + 24 * n) for n in range(count)]


def overwrite(index, path, begin, size):
    """Writes noise over so many places of [begin, begin + size) that some are in use."""
    with open(path, "r+b") as file:
        for at in range(begin, begin + size, max(size // 40, 1)):
            file.seek(at)
            file.write(bytes(index.rng.randrange(256) for _ in range(min(200, max(size // 60, 1), begin + size - at))))


def overwrite_directories(index, path, begin, size):
    """Changes bytes of the directory of every block of a table, which Xapian goes by without looking."""
    block = 8192
    with open(path, "r+b") as file:
        for first in range(begin, begin + size, block):
            for _ in range(3):
                file.seek(min(first + 5 + index.rng.randrange(300), begin + size - 1))
                file.write(bytes([index.rng.randrange(256)]))


# What between them reads every section; all of them with facets.
QUERIES = ['storm flood', '"storm flood"', "storm NEAR/5 bank", "sto*", "*", 'person:"Person 3"', "person:person", "=storm", "storm -flood",
           "title:storm", "date:2015", "flod", "storms"]


def searches(index):
    """What is wrong with searches in a damaged index: "" if each ends with an answer or an error."""
    for query in QUERIES:
        searched = subprocess.run([f"{index.programs}/dateline-query", "--index", index.path, "--facets", "people,month,year,source",
                                   query], capture_output=True, timeout=60)
        if searched.returncode not in (0, 1, 2):
            return f"a search for {query} ended with {searched.returncode}: {searched.stderr.decode(errors='replace')[-2000:]}"
    return ""


def damage(index, most):
    """A table, or one section of a file beside the tables, is overwritten: --check notices, and no search dies of it, nor where
    it has nothing but the tables. At most `most` sections, chosen at random."""
    status, said = index.run("--check")
    if status != 0:
        return f"before any damage, --check ends with {status}: {said}"
    generation = os.path.join(index.path, open(os.path.join(index.path, "XAPIANDB")).read().split()[1])
    tables = ("postlist.glass", "docdata.glass", "termlist.glass", "position.glass", "iamglass")
    whole = [(table, None, 0, os.path.getsize(os.path.join(generation, table))) for table in tables]
    parts = [(name, number, begin, size) for name in ("columns", "words")
             for number, (begin, size) in enumerate(sections(os.path.join(generation, name))) if size > 0]
    ways = [(overwrite, *table) for table in whole] + [(overwrite_directories, *table) for table in whole[:-1]]
    ways += [(overwrite, *part) for part in index.rng.sample(parts, min(most, len(parts)))]
    for way, name, section, begin, size in ways:
        path = os.path.join(generation, name)
        shutil.copy(path, path + "-sound")
        way(index, path, begin, size)
        status, said = index.run("--check")
        wrong = f"--check ends with {status}: {said}" if status != 2 else searches(index)
        if not wrong and section is None:
            with without(generation, "columns", "words"):
                wrong = searches(index)
        os.replace(path + "-sound", path)
        if wrong:
            return f"{name}, section {section}, damaged by {way.__name__}: {wrong}"
    return ""


@contextlib.contextmanager
def without(folder, *names):
    """Files are not there as long as it lasts."""
    for name in names:
        os.rename(os.path.join(folder, name), os.path.join(folder, name + "-away"))
    try:
        yield
    finally:
        for name in names:
            os.rename(os.path.join(folder, name + "-away"), os.path.join(folder, name))


def main():
    options = options_of(__doc__)
    rng, tally, rolled_back = random.Random(options.seed), Tally(), 0
    for first in range(0, options.rounds, 10):
        with tempfile.TemporaryDirectory() as folder:
            index = Index(options.programs, folder, rng)
            ways = ["first"] + [rng.choice(["small", "large", "rollback"]) for _ in range(min(9, options.rounds - first - 1))]
            for way in ways:
                if way == "rollback" and not index.has_one_before():
                    way = "large"  # makes one
                tally.count(way, kill_round(index, way))
            rolled_back += index.rolled_back
            if first == 0:
                tally.count("full_disk", full_disk(index))
                tally.count("damage", damage(index, 2 * options.rounds))
    print(f"{rolled_back} rollbacks ended before they were killed")
    return tally.end()


if __name__ == "__main__":
    sys.exit(main())
