#!/usr/bin/env python3
"""Loading beside Xapian's scriptindex and SQLite's FTS5, in one run; latency.py has searching.

    engine.py BIN_DIR [--articles N] [--runs N]

Prints a Markdown table: loading Reuters-21578 where DATELINE_DATA says where the data lies, else N generated articles. Runs alternate and the median counts, so that a shared machine disturbs all
alike; ratios are to be believed, milliseconds are this machine's. A peer that is not installed has a row that says so.
"""
import argparse
import datetime
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

SCRIPT = """id : boolean=Q unique=Q
title : indexnopos=S index field
published : valuenumeric=0
person : lower boolean=XPE
text : index field
"""


def read(path):
    with open(path) as lines:
        for line in lines:
            article = json.loads(line)
            yield article["id"], article.get("title", ""), article.get("text", ""), article


def fields_of(article):
    """What the filters of search_bench need, as lines of scriptindex's dump."""
    names = [person if isinstance(person, str) else person["name"] for person in article.get("people", [])]
    lines = "".join(f"person={name}\n" for name in names)
    published = article.get("published", "")
    if len(published) >= 19:
        lines += f"published={datetime.datetime.fromisoformat(published.replace('Z', '+00:00')).timestamp():.0f}\n"
    return lines


def dumped(key, title, text, article):
    """An article of scriptindex's dump."""
    return f"id={key}\ntitle={title}\n" + fields_of(article) + "text=" + text.replace("\n", "\n=") + "\n\n"


def write_fts5(path, rows, is_durable):
    """Fills a database; one that is durable keeps SQLite's own journal and syncs."""
    database = sqlite3.connect(path)
    if not is_durable:
        database.execute("PRAGMA journal_mode=OFF")
        database.execute("PRAGMA synchronous=OFF")
    database.execute("CREATE VIRTUAL TABLE a USING fts5(id UNINDEXED, title, text, tokenize='porter unicode61')")
    database.executemany("INSERT INTO a VALUES (?, ?, ?)", rows)
    database.commit()
    database.close()


def size_of(path):
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(path) for name in names)


class Loaders:
    """Each takes the articles of one file and gives wall seconds, processor seconds, greatest resident MB and bytes of index."""

    def __init__(self, programs, source, folder):
        self.programs, self.source, self.folder = programs, source, folder
        self.dump = os.path.join(folder, "dump.txt")
        with open(self.dump, "w") as out:
            for key, title, text, article in read(source):
                out.write(dumped(key, title, text, article))
        with open(os.path.join(folder, "script"), "w") as out:
            out.write(SCRIPT)

    def timed(self, command, index):
        shutil.rmtree(index, ignore_errors=True)
        os.sync()  # what others wrote is not written during this
        begun = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):  # 1: some articles were refused
            raise subprocess.CalledProcessError(process.returncode, command)
        return time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, size_of(index)

    def dateline(self, *options):
        index = os.path.join(self.folder, "index")
        return self.timed([f"{self.programs}/dateline-index", "--index", index, *options, self.source], index)

    def scriptindex(self):
        index = os.path.join(self.folder, "xapian")
        return self.timed(["scriptindex", "--stemmer=english", index, os.path.join(self.folder, "script"), self.dump], index)

    def fts5(self, processes=1, does_all=False):
        """Each process fills a database of its own with its share of the rows. They are parsed before the clock starts and never synced,
        unless FTS5 `does_all` that dateline-index does: read the file, parse it and commit durably."""
        rows = None if does_all else [row[:3] for row in read(self.source)]
        paths = [os.path.join(self.folder, "fts5.db" if n == 0 else f"fts5-{n}.db") for n in range(processes)]
        for path in paths:
            if os.path.exists(path):
                os.remove(path)
        os.sync()
        begun, children, cpu = time.monotonic(), [], 0
        for n, path in enumerate(paths):
            children.append(os.fork())
            if children[-1] == 0:
                write_fts5(path, (row[:3] for row in read(self.source)) if does_all else rows[n::processes], does_all)
                os._exit(0)
        for child in children:
            used = os.wait4(child, 0)[2]
            cpu += used.ru_utime + used.ru_stime
        return time.monotonic() - begun, cpu, None, sum(size_of(path) for path in paths)


def has_fts5():
    try:
        sqlite3.connect(":memory:").execute("CREATE VIRTUAL TABLE t USING fts5(a)")
        return True
    except sqlite3.OperationalError:
        return False


def loading(programs, source, folder, runs):
    loaders = Loaders(programs, source, folder)
    text = sum(len(title.encode()) + len(body.encode()) for _, title, body, _ in read(source))
    ways = {
        "dateline-index --no-entities": lambda: loaders.dateline("--no-entities"),
        "dateline-index": loaders.dateline,
        "scriptindex": loaders.scriptindex if shutil.which("scriptindex") else None,
        "SQLite FTS5, reading the same file, durable": (lambda: loaders.fts5(does_all=True)) if has_fts5() else None,
        "SQLite FTS5, given parsed articles, never synced": loaders.fts5 if has_fts5() else None,
        "the same, two databases at once": (lambda: loaders.fts5(2)) if has_fts5() else None,
    }
    taken = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            if way:
                taken[name].append(way())
    print(f"| loading {text / 1e6:.1f} MB of text | wall s | CPU s | MB/s wall | x scriptindex wall | x scriptindex CPU | RSS MB | index / text |")
    print("|---|---|---|---|---|---|---|---|")
    median = lambda name, column: statistics.median(row[column] for row in taken[name])
    base = taken["scriptindex"] and (median("scriptindex", 0), median("scriptindex", 1))
    for name, rows in taken.items():
        if not rows:
            print(f"| {name} | not installed | | | | | | |")
            continue
        wall, cpu, size = median(name, 0), median(name, 1), median(name, 3)
        against = (f"{base[0] / wall:.1f}", f"{base[1] / cpu:.1f}") if base else ("", "")
        memory = "" if rows[0][2] is None else f"{median(name, 2):.0f}"
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {text / 1e6 / wall:.1f} | {against[0]} | {against[1]} | {memory} | {size / text:.2f} |")
    print()


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("programs")
    options.add_argument("--articles", type=int, default=20_000)
    options.add_argument("--runs", type=int, default=3)
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = os.path.join(os.environ.get("DATELINE_DATA", ""), "news-reuters21578", "reuters21578.tar.zst")
        if os.path.exists(archive):
            source = os.path.join(folder, "reuters.jsonl")
            with open(source, "w") as out:
                subprocess.run([f"{options.programs}/dateline-corpus", archive], stdout=out, stderr=subprocess.DEVNULL)
        else:
            source = os.path.join(folder, "generated.jsonl")
            with open(source, "w") as out:
                subprocess.run([f"{options.programs}/generate_articles", str(options.articles)], check=True, stdout=out)
            print("Reuters-21578: not measured, DATELINE_DATA does not say where the data lies\n")
        loading(options.programs, source, folder, options.runs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
