#!/usr/bin/env python3
"""How many searches a second the server answers, with wrk on loopback, beside Xapian's omega and quest and SQLite FTS5.

    server_bench.py BIN_DIR [--seconds N] [--soak SECONDS] [--index DIR]

Reads news-lk (English) and news-reuters21578 from the folder in DATELINE_DATA, indexes them once, and asks 1,000 fixed queries made of
the words of their headlines: with 1, 8, 64 and 512 connections, without and with the cache of responses; 750 a second, from 64
connections; then suggestions. Every row takes --seconds (8), all of it some five minutes on two free cores. What is refused (the queue
takes 1,000) is not in the rate, but in the times. --soak asks for so long with 8 connections instead and fails if the memory of the
server grew by more than a tenth in its second half.
"""
import argparse
import json
import os
import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

CONNECTIONS = (1, 8, 64, 512)
WORDS_OF_QUERIES = (1, 2, 2, 3, 3, 5)
HALF_LOAD = 750  # requests a second: half of what the server should reach
OMEGA = "/usr/lib/cgi-bin/omega/omega"


def articles(bin_dir, data):
    """(title, text) of every article, as dateline-corpus reads them."""
    for source in sources(data):
        run = subprocess.Popen([f"{bin_dir}/dateline-corpus", source], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        for line in run.stdout:
            article = json.loads(line)
            yield article.get("title", ""), article.get("text", "")


def sources(data):
    english = [path for path in sorted(data.glob("news-lk/*en*")) if path.suffix != ".md"]
    return [str(path) for path in english] + [str(data / "news-reuters21578")]


def fixed_queries(titles, count):
    """The same queries for the same articles."""
    chance = random.Random(1987)
    queries = set()
    while len(queries) < count:
        words = re.findall(r"[a-z]{3,}", chance.choice(titles).lower())
        wanted = chance.choice(WORDS_OF_QUERIES)
        if len(words) >= wanted:
            queries.add(" ".join(chance.sample(words, wanted)))
    return sorted(queries)


def lua_script(folder, name, targets, pause=None):
    """A script for wrk that asks for `targets` in turn; each connection waits `pause` milliseconds on average between two."""
    path = folder / f"{name}.lua"
    lines = ",\n".join(json.dumps(target) for target in targets)
    wait = f"function delay() return math.random(0, {2 * pause}) end\n" if pause else ""
    path.write_text(f"local targets = {{\n{lines}}}\nlocal n = 0\n"
                    "function init() math.randomseed(7); n = math.random(#targets) end\n"
                    "function request() n = n % #targets + 1; return wrk.format('GET', targets[n]) end\n" + wait)
    return path


class Server:
    def __init__(self, bin_dir, index, cache):
        self.process = subprocess.Popen([f"{bin_dir}/dateline-server", "--index", index, "--port", "0", "--cache", str(cache)],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.url = self.process.stdout.readline().strip().rstrip("/")

    def memory(self, kind="RssAnon"):
        """Resident megabytes: RssAnon without, VmRSS with what is mapped of the index."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{kind}:\s+(\d+)", status)[1]) / 1024

    def cpu(self):
        """Seconds of processor time taken so far."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def wrk(url, script, connections, seconds):
    out = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "--latency", "-s", script, url],
                         capture_output=True, text=True, check=True).stdout
    times = {share: in_milliseconds(re.search(rf"^\s+{share}%\s+(\S+)", out, re.M)[1]) for share in ("50", "99")}
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    return float(re.search(r"Requests/sec:\s+(\S+)", out)[1]), times["50"], times["99"], int(bad[1]) if bad else 0


def in_milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def print_row(name, connections, rate, p50="", p99="", bad="", cpu=""):
    cells = [name, connections, f"{rate:,.0f}"] + [value if isinstance(value, str) else f"{value:.2f}" for value in (p50, p99)]
    print("| " + " | ".join(map(str, cells + [bad, f"{cpu * 1000:.2f}"])) + " |", flush=True)


def bench(bin_dir, index, scripts, seconds):
    runs = (("search", "search", 0, CONNECTIONS), (f"search, {HALF_LOAD} a second", "half", 0, (64,)),
            ("search, from the cache", "search", 256, CONNECTIONS), ("suggestions", "suggest", 0, CONNECTIONS))
    print("| | connections | requests/s | p50 ms | p99 ms | refused/errors | CPU ms a request |\n|---|---|---|---|---|---|---|")
    for name, script, cache, sizes in runs:
        with Server(bin_dir, index, cache) as server:
            wrk(server.url, scripts["search" if script == "half" else script], 8, 2)
            for connections in sizes:
                before = server.cpu()
                rate, p50, p99, bad = wrk(server.url, scripts[script], connections, seconds)
                print_row(name, connections, rate - bad / seconds, p50, p99, bad, (server.cpu() - before) / max(1, rate * seconds))
            memory = f"{server.memory():.0f} MB, {server.memory('VmRSS'):.0f} with what is mapped of the index"
            print(f"| memory after that | | {memory} | | | | |", flush=True)


def bench_fts5(bin_dir, data, queries, seconds):
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table articles using fts5(title, text, tokenize='porter unicode61')")
    database.executemany("insert into articles values (?, ?)", articles(bin_dir, data))
    count = 0
    begun, cpu = time.monotonic(), time.process_time()
    while time.monotonic() - begun < seconds:
        words = " ".join(f'"{word}"' for word in queries[count % len(queries)].split())
        database.execute("select title, snippet(articles, 1, '<', '>', '', 30) from articles where articles match ? "
                         "order by rank limit 10", (words,)).fetchall()
        count += 1
    spent = time.process_time() - cpu
    print_row("SQLite FTS5, one thread, in process", 1, count / (time.monotonic() - begun), cpu=spent / count)


def bench_processes(name, queries, seconds, command, environment):
    """A process a query; `command` and `environment` are made of the query."""
    count, begun, cpu = 0, time.monotonic(), sum(os.times()[2:4])
    while time.monotonic() - begun < seconds:
        query = queries[count % len(queries)]
        subprocess.run(command(query), env=os.environ | environment(query), capture_output=True, check=True)
        count += 1
    print_row(name, 1, count / (time.monotonic() - begun), cpu=(sum(os.times()[2:4]) - cpu) / count)


def bench_xapian(index, folder, queries, seconds):
    """Xapian's own front ends on the tables of the same index: ten best, no snippets."""
    database = max(pathlib.Path(index).glob("generation-*"))
    (folder / "default").write_text(f"auto {database}\n")
    (folder / "bench").write_text("$set{stemmer,none}$msize$hitlist{$id $percentage\n}")
    (folder / "omega.conf").write_text("".join(f"{name}_dir {folder}\n" for name in ("database", "template", "log", "cdb")))
    if shutil.which("quest"):
        bench_processes("quest, a process a query", queries, seconds,
                        lambda query: ["quest", "-d", str(database), "-s", "none", "-m", "10", query], lambda _: {})
    if os.path.exists(OMEGA):
        fixed = {"OMEGA_CONFIG_FILE": str(folder / "omega.conf"), "REQUEST_METHOD": "GET"}
        bench_processes("omega, a process a query", queries, seconds, lambda _: [OMEGA], lambda query: fixed |
                        {"QUERY_STRING": f"P={urllib.parse.quote(query)}&DB=default&FMT=bench&HITSPERPAGE=10"})
    for name in ("quest", OMEGA):
        if not shutil.which(name):
            print(f"not measured: {name} is not installed", file=sys.stderr)


def soak(bin_dir, index, script, seconds):
    with Server(bin_dir, index, 16) as server:
        wrk(server.url, script, 8, max(2, seconds // 2))
        before = server.memory()
        rate, _, slowest, bad = wrk(server.url, script, 8, max(2, seconds // 2))
        after = server.memory()
    print(f"soak: {rate:,.0f} requests/s, p99 {slowest:.1f} ms, {bad} refused; memory {before:.0f} MB, then {after:.0f} MB")
    return 0 if bad == 0 and after < before * 1.1 + 2 else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin_dir")
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--soak", type=int, default=0)
    parser.add_argument("--index", help="an index of these articles that is there already")
    options = parser.parse_args()
    if not os.environ.get("DATELINE_DATA") or not shutil.which("wrk"):
        print("==== NOT MEASURED: set DATELINE_DATA and install wrk ====", file=sys.stderr)
        return 77
    data = pathlib.Path(os.environ["DATELINE_DATA"])
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        index = options.index or str(folder / "index")
        if not options.index:
            subprocess.run([f"{options.bin_dir}/dateline-index", "--index", index, "--no-entities", *sources(data)], check=False)
        queries = fixed_queries([title for title, _ in articles(options.bin_dir, data)], 1000)
        quote = urllib.parse.quote
        searches = [f"/api/search?q={quote(query)}" for query in queries]
        scripts = {"search": lua_script(folder, "search", searches),
                   "half": lua_script(folder, "half", searches, pause=64 * 1000 // HALF_LOAD),
                   "suggest": lua_script(folder, "suggest", [f"/api/suggest?q={quote(query[:1 + n % 6])}" for n, query in enumerate(queries)])}
        if options.soak:
            return soak(options.bin_dir, index, scripts["search"], options.soak)
        bench(options.bin_dir, index, scripts, options.seconds)
        bench_xapian(index, folder, queries, options.seconds)
        bench_fts5(options.bin_dir, data, queries, options.seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
