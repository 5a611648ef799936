#!/usr/bin/env python3
"""Does the server's memory grow?

    soak.py BIN_DIR SAMPLES [--requests N]
    soak.py BIN_DIR SAMPLES --minutes M [--rate R] [--swaps-every SECONDS] [--print-every MINUTES]

Asks different things of a server on the sample corpus. The short form: after a first thousand requests have filled caches and arenas,
N (4,000) more may add 2 MB, half a kB each. The long form asks R (80) things a second for M minutes: searches, pages, suggestions,
facets, articles, exports, feeds, front ends, posts and deletes, and every SECONDS (60) loads the archive anew beside it, so that the
index is swapped. It prints the memory as it goes, and fails if an answer failed or if what is the process's own grew by more than a
tenth in the second half. The cache is kept small, so that it is full by then.
"""
import argparse
import http.client
import itertools
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import threading
import time

WARM_UP = 1000
MOST_GROWTH = 2 << 20  # bytes
CONNECTIONS = 4
POSTED = 500  # ids that are posted and deleted again and again
KEY = "0123456789abcdef"
BUSY = 75  # exit status of dateline-index where another program writes
LOADING = b"another program is writing to the index"  # what a post is told then
WORDS = "airport attack flood rhine swan bus storm election minister train house court police river city".split()


def memory(process):
    """Megabytes: all that is resident, and what is the process's own; what is mapped of the index may come and go."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return tuple(int(re.search(rf"{name}:\s+(\d+)", status)[1]) / 1024 for name in ("VmRSS", "RssAnon"))


def reads(draw):
    """Requests without end: method, address, body."""
    for n in itertools.count():
        words = "+".join(draw.sample(WORDS, draw.randint(1, 3)))
        query = words.replace("+", " ")
        front_end = json.dumps({"requests": [{"indexName": "x", "params": {"query": query, "facets": ["people", "places"], "page": n % 3}}]})
        meilisearch = json.dumps({"queries": [{"indexUid": "x", "q": query, "limit": 1 + n % 20}]})
        yield draw.choice((
            ("GET", f"/api/search?q={words}&limit={1 + n % 50}&facets=people,places,year&explain=1", None),
            ("GET", f"/api/search?q=%22{words}&sort=newest&offset={n % 40}", None),
            ("GET", f"/?q={words}&page={n % 9}", None), ("GET", f"/api/suggest?q={words[:4]}", None),
            ("GET", f"/api/facets/people?q={words}&contains={words[0]}", None), ("GET", f"/api/timeline?q={words}&interval=month", None),
            ("GET", f"/api/articles/mw-2021-0827-{n % 4}", None), ("GET", f"/api/export?q={words}&limit=40&format={draw.choice(('csv', 'ndjson'))}", None),
            ("GET", f"/feed.atom?q={words}", None), ("POST", "/instantsearch", front_end), ("POST", "/multi-search", meilisearch),
            ("GET", f"/api/nowhere/{n}", None)))


def writes(draw):
    """Posts and deletes of the same ids without end."""
    for n in itertools.count():
        if n % 4 == 3:
            yield "DELETE", f"/api/articles/soak-{draw.randrange(POSTED)}", None
        else:
            articles = ({"id": f"soak-{draw.randrange(POSTED)}", "title": " ".join(draw.sample(WORDS, 4)), "text": " ".join(draw.choices(WORDS, k=200))}
                        for _ in range(3))
            yield "POST", "/api/articles", "\n".join(map(json.dumps, articles))


class Server:
    """A server on the samples, which it indexes first."""

    def __init__(self, bin_dir, samples, work):
        self.load = [f"{bin_dir}/dateline-index", "--index", f"{work}/news"]
        subprocess.run([*self.load, samples], check=True, capture_output=True)
        keys = pathlib.Path(work, "keys")
        keys.write_text(f"write {KEY}\n")
        self.process = subprocess.Popen([f"{bin_dir}/dateline-server", "--index", f"{work}/news", "--port", "0", "--cache", "1", "--keys", keys],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.port = int(re.search(r":(\d+)", self.process.stdout.readline().split("//")[1])[1])

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def stop(self):
        self.process.terminate()
        self.process.wait()


def ask(connection, request):
    """Why one answer is a failure; "" if it is none."""
    method, address, body = request
    headers = {"Content-Type": "application/x-ndjson", "Authorization": f"Bearer {KEY}"} if body or method == "DELETE" else {}
    connection.request(method, address, body, headers)
    response = connection.getresponse()
    answer = response.read()
    if response.status < 500 or LOADING in answer:
        return ""
    return f"{method} {address}: {response.status} {answer[-300:]}"


def short(server, requests):
    connection, some = server.connect(), reads(random.Random(1))

    def ask_all(count):
        for request in itertools.islice(some, count):
            if failure := ask(connection, request):
                sys.exit(failure)
    ask_all(WARM_UP)
    before = memory(server.process)[1]
    ask_all(requests)
    growth = memory(server.process)[1] - before
    print(f"{before:.1f} MB after {WARM_UP} requests, {growth:+.1f} MB after {requests} more")
    return 0 if growth * (1 << 20) <= MOST_GROWTH else 1


class Load:
    """Several clients, a writer and a loader, each in a thread of its own, until they are told to stop."""

    def __init__(self, server, options, work):
        self.server, self.options, self.work = server, options, work
        self.counts = {"asked": 0, "written": 0, "swaps": 0}
        self.failures = []
        self.ended = threading.Event()
        self.lock = threading.Lock()
        clients = [threading.Thread(target=self.client, args=(reads(random.Random(n)), options.rate / CONNECTIONS, "asked")) for n in range(CONNECTIONS)]
        self.threads = [*clients, threading.Thread(target=self.writer), threading.Thread(target=self.loader)]
        for thread in self.threads:
            thread.start()

    def client(self, some, rate, kind, until=None):
        connection = self.server.connect()
        began, asked = time.monotonic(), 0
        while not self.ended.wait(max(0, began + asked / rate - time.monotonic())) and (until is None or time.monotonic() < until):
            request = next(some)
            try:
                failure = ask(connection, request)
            except (OSError, http.client.HTTPException) as error:
                failure, connection = f"{request[0]} {request[1]}: {error!r}", self.server.connect()
            asked += 1
            with self.lock:
                self.counts[kind] += 1
                self.failures += [failure] if failure else []

    def writer(self):
        """Posts for the first half of the time between two swaps: the loader cannot write meanwhile."""
        some = writes(random.Random(7))
        while not self.ended.is_set():
            self.client(some, 2, "written", time.monotonic() + self.options.swaps_every / 2)
            self.ended.wait(self.options.swaps_every / 2)

    def loader(self):
        archive = pathlib.Path(self.work, "archive.jsonl")
        while not self.ended.wait(self.options.swaps_every):
            round_ = self.counts["swaps"]
            archive.write_text("\n".join(json.dumps({"id": f"loaded-{n}", "title": f"Round {round_} of the {WORDS[n % len(WORDS)]}", "text": f"{' '.join(WORDS)} {n} " * 40})
                                         for n in range(POSTED)))
            status = BUSY
            while status == BUSY and not self.ended.wait(1):
                status = subprocess.run([*self.server.load, "--merge-from", "1", archive], capture_output=True).returncode
            with self.lock:
                self.counts["swaps"] += status == 0
                if status not in (0, BUSY):
                    self.failures.append(f"dateline-index: {status}")

    def stop(self):
        self.ended.set()
        for thread in self.threads:
            thread.join()


def long(server, options, work):
    load = Load(server, options, work)
    own = []
    began = time.monotonic()
    print("minute   asked  written  swaps  failed  resident MB  own MB", flush=True)
    try:
        for minute in range(int(options.minutes) + 1):
            if load.ended.wait(max(0, began + minute * 60 - time.monotonic())) or server.process.poll() is not None:
                break
            resident, private = memory(server.process)
            own.append(private)
            if minute % options.print_every == 0 or minute == int(options.minutes):
                print(f"{minute:6} {load.counts['asked']:7} {load.counts['written']:8} {load.counts['swaps']:6} {len(load.failures):7} {resident:12.1f} {private:7.1f}", flush=True)
    finally:
        load.stop()
    for failure in load.failures[:20]:
        print(failure)
    if server.process.poll() is not None:
        print(f"the server ended: {server.process.returncode}")
    half = len(own) // 2
    grown = max(own[half:]) > 1.1 * max(own[:half] or own)
    return 1 if grown or load.failures or server.process.poll() is not None else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin_dir")
    parser.add_argument("samples")
    parser.add_argument("--requests", type=int, default=4000)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--rate", type=float, default=80)
    parser.add_argument("--swaps-every", type=float, default=60)
    parser.add_argument("--print-every", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        server = Server(options.bin_dir, options.samples, work)
        try:
            return long(server, options, work) if options.minutes else short(server, options.requests)
        finally:
            server.stop()


sys.exit(main())
