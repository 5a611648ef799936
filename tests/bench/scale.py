#!/usr/bin/env python3
"""Whether loading keeps its rate and its memory as an archive grows.

    scale.py BIN_DIR [--articles N] [--runs N]

Loads 20,000 generated articles (the median of some runs) and N (a million: some 500 s of processor time, 7 GB of disk) without looking for names,
compares its counts of people, places and years with those of the generator, adds 100 more, and prints a Markdown table. Time is processor time, so that other programs on the machine disturb little.
Memory is the greatest resident, and the greatest that belongs to the process alone: the program and what it has mapped of files are not in it.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from engine import size_of

FEW, MORE = 20_000, 100


def private_bytes(process):
    """What the process has for itself; 0 once it has ended."""
    try:
        with open(f"/proc/{process}/smaps_rollup") as lines:
            return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Private_Dirty"))
    except OSError:
        return 0


def load(programs, index, source):
    """Processor seconds, wall seconds, greatest resident and greatest private bytes."""
    begun, most = time.monotonic(), 0
    process = subprocess.Popen([f"{programs}/dateline-index", "--no-entities", "--index", index, source], stderr=subprocess.DEVNULL)
    while True:
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        most = max(most, private_bytes(process.pid))
        time.sleep(0.05)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return used.ru_utime + used.ru_stime, time.monotonic() - begun, used.ru_maxrss * 1024, most


def generate(programs, path, articles):
    """What the generator counted lies beside the articles as PATH.truth."""
    with open(path, "w") as out:
        subprocess.run([f"{programs}/generate_articles", str(articles), "1", f"{path}.truth"], check=True, stdout=out)


def compare_counts(programs, index, truth):
    """How many counts were compared; ends the program at one that differs."""
    def ask(*query):
        asked = [f"{programs}/dateline-query", "--index", index, "--format", "json", "--limit", "0", *query]
        return json.loads(subprocess.run(asked, check=True, capture_output=True).stdout)

    facets = ask("--facets", "people,places", "--facet-limit", "1000", "*")["facets"]
    counted = {(kind, row["value"]): row["count"] for kind, facet in (("person", "people"), ("place", "places")) for row in facets[facet]}
    compared = 0
    with open(truth) as lines:
        for line in lines:
            kind, value, expected = line.rstrip("\n").split("\t")
            found = ask(f"date:{value}")["total"] if kind == "year" else counted.get((kind, value))
            # Of names, the page has the thousand most frequent.
            if found is not None and found != int(expected):
                sys.exit(f"scale.py: {kind} {value}: {found} articles of the index, {expected} were generated")
            compared += found is not None
    return compared


def write_more(source, path):
    """The first articles of `source` under other ids."""
    with open(source) as lines, open(path, "w") as out:
        for _, line in zip(range(MORE), lines):
            article = json.loads(line)
            article["id"] += "-more"
            out.write(json.dumps(article) + "\n")


def row(what, articles, taken, index, usual=None):
    seconds, wall, resident, private = taken
    rate = articles / seconds
    share = f"{100 * rate / usual:.0f} %" if usual else ""
    print(f"| {what} | {seconds:.1f} | {wall:.1f} | {rate:,.0f} | {share} | {resident / 1e6:.0f} | {private / 1e6:.0f} | {size_of(index) / 1e6:,.0f} |", flush=True)
    return rate


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("programs")
    options.add_argument("--articles", type=int, default=1_000_000)
    options.add_argument("--runs", type=int, default=5)
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        few, many, more, index = (os.path.join(folder, name) for name in ("few.jsonl", "many.jsonl", "more.jsonl", "index"))
        generate(options.programs, few, FEW)
        print("| loading | CPU s | wall s | articles/CPU s | of the rate at 20,000 | RSS MB | private MB | index MB |\n|---|---|---|---|---|---|---|---|")
        runs = []
        for _ in range(options.runs):
            shutil.rmtree(index, ignore_errors=True)
            runs.append(load(options.programs, index, few))
        usual = row(f"{FEW:,} articles", FEW, [statistics.median(column) for column in zip(*runs)], index)
        shutil.rmtree(index)
        generate(options.programs, many, options.articles)
        row(f"{options.articles:,} articles", options.articles, load(options.programs, index, many), index, usual)
        compared = compare_counts(options.programs, index, f"{many}.truth")
        write_more(many, more)
        row(f"{MORE} more", MORE, load(options.programs, index, more), index)
        print(f"\n{compared:,} counts of people, places and years are those of the generator.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
