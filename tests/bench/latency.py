#!/usr/bin/env python3
"""How long searches take by class of query, beside Xapian's own matcher and SQLite's FTS5, in one run.

    latency.py BIN_DIR [--articles N] [--queries N] [--cold N] [--folder DIR]

Makes N generated articles (200,000), an index of them by dateline-index, one by scriptindex (in small parts, then
compacted) and one by FTS5, and prints the Markdown table of the README: times of whole pages of ten hits with warm and with cold page cache,
and of finding the best ten and the exact total. Warm is processor time, the least of three runs of a query. Cold means that nothing
of an index is in memory: it is opened anew for the query, and opening counts, on the wall clock. With --folder the indexes stay there for the
next run. Ratios are to be believed, milliseconds are this machine's. A peer that is not installed has a column that says so.
"""
import argparse
import concurrent.futures
import itertools
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

import engine

FTS5_BEST = "SELECT rowid FROM a WHERE a MATCH ? ORDER BY rank LIMIT 10"
FTS5_PAGE = "SELECT id, snippet(a, 2, '', '', '', 40) FROM a WHERE a MATCH ? ORDER BY rank LIMIT 10"
FTS5_TOTAL = "SELECT count(*) FROM a WHERE a MATCH ?"


def make_peer(folder, source):
    """An index by scriptindex, in parts of 1,000 articles on all cores, which takes it half the time of one large one."""
    script = os.path.join(folder, "script")
    with open(script, "w") as out:
        out.write(engine.SCRIPT)
    parts = []

    def index(number, dump):
        part = os.path.join(folder, f"part{number}")
        parts.append(part)
        with open(part + ".txt", "w") as out:
            out.write(dump)
        subprocess.run(["scriptindex", "--stemmer=english", part, script, part + ".txt"], check=True, stdout=subprocess.DEVNULL)
        os.remove(part + ".txt")

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        rows, waiting = engine.read(source), []
        while rows_of_part := list(itertools.islice(rows, 1000)):
            waiting.append(pool.submit(index, len(waiting), "".join(engine.dumped(*row) for row in rows_of_part)))
            if len(waiting) > 2 * os.cpu_count():
                waiting[-2 * os.cpu_count()].result()
        for part in waiting:
            part.result()
    subprocess.run(["xapian-compact", *parts, os.path.join(folder, "xapian")], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    for part in parts:
        shutil.rmtree(part)


def make_indexes(programs, folder, articles):
    """Makes what is not in the folder yet; says what it took."""
    source = os.path.join(folder, "generated.jsonl")
    if not os.path.exists(source):
        with open(source, "w") as out:
            subprocess.run([f"{programs}/generate_articles", str(articles)], check=True, stdout=out)
    ways = {
        "index": lambda: subprocess.run([f"{programs}/dateline-index", "--no-entities", "--index", f"{folder}/index", source],
                                        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL),
        "xapian": (lambda: make_peer(folder, source)) if shutil.which("scriptindex") else None,
        "fts5.db": (lambda: engine.write_fts5(os.path.join(folder, "fts5.db"), (row[:3] for row in engine.read(source)), is_durable=False)) if engine.has_fts5() else None,
    }
    for name, way in ways.items():
        if way and not os.path.exists(os.path.join(folder, name)):
            begun = time.monotonic()
            way()
            print(f"{name} made in {time.monotonic() - begun:.0f} s, {engine.size_of(os.path.join(folder, name)) / 1e6:.0f} MB")
    print()


def fts5_warm(path, queries, select):
    """Of `select` and the total: one of the two above."""
    database = sqlite3.connect(path)
    times = []
    for query in queries:
        best = 1e9
        for _ in range(3):
            begun = time.thread_time()
            database.execute(select, (query,)).fetchall()
            database.execute(FTS5_TOTAL, (query,)).fetchone()
            best = min(best, (time.thread_time() - begun) * 1000)
        times.append(best)
    return times


def fts5_cold(path, queries):
    times = []
    for query in queries:
        with open(path) as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        begun = time.perf_counter()
        database = sqlite3.connect(path)
        database.execute(FTS5_PAGE, (query,)).fetchall()
        database.execute(FTS5_TOTAL, (query,)).fetchone()
        times.append((time.perf_counter() - begun) * 1000)
        database.close()
    return times


def percentiles(times):
    ordered = sorted(times)
    return [ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95, 0.99)] if ordered else []


def cell(times):
    return ", ".join(f"{time:.2f}" for time in percentiles(times)) or "–"


def ratio(peer, ours):
    return f"{percentiles(peer)[0] / percentiles(ours)[0]:.1f}" if peer and ours else "–"


def print_table(rows):
    """The table of the README; each time is its median, 95th and 99th percentile."""
    print("| class of query | page, warm | cold | Xapian warm | cold | FTS5 warm | cold | best ten and total | × Xapian | × FTS5 | × FTS5, page |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for row in rows:
        times = (row[name] for name in ("page", "cold", "xapian_page", "xapian_cold", "fts5_warm", "fts5_cold", "matching"))
        print(f"| {row['class']} | {' | '.join(map(cell, times))} | {ratio(row['xapian'], row['matching'])} "
              f"| {ratio(row['fts5'], row['matching'])} | {ratio(row['fts5_warm'], row['page'])} |")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("programs")
    options.add_argument("--articles", type=int, default=200_000)
    options.add_argument("--queries", type=int, default=50)
    options.add_argument("--cold", type=int, default=10)
    options.add_argument("--folder")
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        folder = options.folder or passing
        os.makedirs(folder, exist_ok=True)
        make_indexes(options.programs, folder, options.articles)
        fts5 = os.path.join(folder, "fts5.db")
        peer = os.path.join(folder, "xapian")
        command = [f"{options.programs}/search_bench", f"{folder}/index", peer if os.path.exists(peer) else "-",
                   str(options.queries), str(options.cold)]
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
        head, rows = json.loads(lines[0]), [json.loads(line) for line in lines[1:]]
        for row in rows:
            has_fts5 = os.path.exists(fts5)
            queries = row["fts5"] if has_fts5 else []
            row["fts5_cold"] = fts5_cold(fts5, queries[:options.cold])
            row["fts5_warm"] = fts5_warm(fts5, queries, FTS5_PAGE)
            row["fts5"] = fts5_warm(fts5, queries, FTS5_BEST)
        print(f"{head['articles']} articles: opened in {head['open_ms']:.1f} ms, first search {head['first_ms']:.1f} ms (every "
              f"article, two facets); all nine facets of {head['facet_matches']} matches take {head['facets_ms']:.2f} ms on top of "
              f"the search; {head['resident_mb']:.0f} MB of memory of its own beside the page cache after all searches.")
        for name, path in (("scriptindex", peer), ("FTS5", fts5)):
            if not os.path.exists(path):
                print(f"{name} is not installed: not measured.")
        print()
        print_table(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
