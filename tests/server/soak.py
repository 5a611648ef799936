#!/usr/bin/env python3
"""Does the server's memory grow?  soak.py BIN_DIR SAMPLES [REQUESTS]

Asks different things of a server on the sample corpus: after a first thousand requests have filled caches and
arenas, as many as REQUESTS (default 4,000) more may add 2 MB, half a kB each. The cache is kept small, so that it is full by then.
"""
import http.client
import itertools
import pathlib
import random
import re
import subprocess
import sys
import tempfile

WARM_UP = 1000
MOST_GROWTH = 2 << 20  # bytes
WORDS = "airport attack flood rhine swan bus storm election minister train house court police river city".split()


def resident(process):
    """Bytes of memory that are the process's own: what is mapped of the index may come and go."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"RssAnon:\s+(\d+)", status)[1]) << 10


def targets(draw):
    for n in itertools.count():
        words = "+".join(draw.sample(WORDS, draw.randint(1, 3)))
        yield draw.choice((f"/api/search?q={words}&limit={1 + n % 50}&facets=people,places,year&explain=1", f"/?q={words}&page={n % 9}",
                           f"/api/suggest?q={words[:4]}", f"/api/search?q=%22{words}&sort=newest&offset={n % 40}", f"/api/nowhere/{n}",
                           f"/api/timeline?q={words}&interval=month"))


def ask(connection, addresses, count):
    for address in itertools.islice(addresses, count):
        connection.request("GET", address)
        response = connection.getresponse()
        response.read()
        if response.status >= 500:
            sys.exit(f"{address}: {response.status}")


def main(bin_dir, samples, requests="4000"):
    with tempfile.TemporaryDirectory() as work:
        subprocess.run([f"{bin_dir}/dateline-index", "--index", f"{work}/news", samples], check=True, capture_output=True)
        server = subprocess.Popen([f"{bin_dir}/dateline-server", "--index", f"{work}/news", "--port", "0", "--cache", "1"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            port = int(re.search(r":(\d+)", server.stdout.readline().split("//")[1])[1])
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            addresses = targets(random.Random(1))
            ask(connection, addresses, WARM_UP)
            before = resident(server)
            ask(connection, addresses, int(requests))
            growth = resident(server) - before
        finally:
            server.terminate()
            server.wait()
    print(f"{before >> 10} kB after {WARM_UP} requests, {growth >> 10:+} kB after {requests} more")
    return 0 if growth <= MOST_GROWTH else 1


sys.exit(main(*sys.argv[1:]) if len(sys.argv) in (3, 4) else __doc__)
