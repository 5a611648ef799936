#!/usr/bin/env python3
"""How fast each format is read on one thread, and that memory does not grow with the source.

    reading.py BIN_DIR                speed: pages and megabytes of source per second of CPU time
    reading.py BIN_DIR --memory       streams 4 and 32 MB as JSON Lines and as WARC: exit 1 if the larger takes 16 MB more, or 200 MB
    reading.py BIN_DIR --memory=2048  the same with 2,048 MB instead of 32

Sources are generated from a seed. With DATELINE_DATA the pages of body-scrapinghub-even are read as well.
"""
import csv
import gzip
import io
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import threading

MEGABYTE = 1_000_000
LIMIT_MB, GROWTH_MB = 200, 16
WORDS = [a + b for a in "ba ke li mo nu ra se ti vo da".split() for b in "n r st l m nd ter ling rate son".split()]


def articles(seed=1):
    """Endless articles of some 400 words in eight paragraphs."""
    random_words = random.Random(seed)
    number = 0
    while True:
        number += 1
        paragraphs = [" ".join(random_words.choices(WORDS, k=50)).capitalize() + "." for _ in range(8)]
        yield {"id": str(number), "title": f"Report {number} on {random_words.choice(WORDS)}", "paragraphs": paragraphs,
               "published": f"2024-0{number % 9 + 1}-1{number % 10}"}


def page_of(article):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in article["paragraphs"])
    links = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in WORDS[:40])
    return (f'<!DOCTYPE html><html lang="en"><head><title>{article["title"]}</title>'
            f'<meta property="article:published_time" content="{article["published"]}T08:00:00Z"></head>'
            f'<body><nav><ul>{links}</ul></nav><article><h1>{article["title"]}</h1>{body}</article>'
            f'<footer><ul>{links}</ul></footer></body></html>')


def json_line(article):
    fields = {key: article[key] for key in ("id", "title", "published")}
    return json.dumps(fields | {"text": "\n\n".join(article["paragraphs"])}) + "\n"


def csv_row(article):
    row = io.StringIO()
    csv.writer(row).writerow([article["id"], article["title"], article["published"], "\n\n".join(article["paragraphs"])])
    return row.getvalue()


def feed_item(article):
    body = "".join(f"&lt;p&gt;{paragraph}&lt;/p&gt;" for paragraph in article["paragraphs"])
    return (f'<item><guid>{article["id"]}</guid><title>{article["title"]}</title>'
            f"<content:encoded>{body}</content:encoded></item>\n")


def crawl_record(article):
    page = page_of(article).encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (f'WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x:{article["id"]}>\r\n'
            f'WARC-Target-URI: https://news.example/{article["id"]}\r\nWARC-Date: 2025-01-01T00:00:00Z\r\n'
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n")
    return (head.encode() + http + b"\r\n\r\n").decode()


FEED_HEAD = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title>\n'
FORMATS = {  # name: what stands before the records, a record, what stands after them
    "json": ("", json_line, ""),
    "csv": ("id,title,published,text\n", csv_row, ""),
    "feed": (FEED_HEAD, feed_item, "</channel></rss>\n"),
    "warc": ("", crawl_record, ""),
}


def pieces(name, size):
    """At least `size` bytes of a source, in pieces."""
    head, record, tail = FORMATS[name]
    written = len(head)
    yield head.encode()
    for article in articles():
        piece = record(article).encode()
        written += len(piece)
        yield piece
        if written >= size:
            break
    yield tail.encode()


def run(arguments, feed=()):
    """Runs the command, writing `feed` to its stdin: (articles printed, seconds of CPU, peak megabytes).

    The peak counts the moment before the program replaces this script in its process: it is a bound from above.
    """
    process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    lines = []
    counter = threading.Thread(target=lambda: lines.append(sum(1 for _ in process.stdout)))
    counter.start()
    for piece in feed:
        process.stdin.write(piece)
    process.stdin.close()
    counter.join()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"reading.py: {' '.join(map(str, arguments))} ended with {os.waitstatus_to_exitcode(status)}")
    return lines[0], usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / MEGABYTE


def report(name, source, size):
    count, seconds, _ = run([f"{sys.argv[1]}/dateline-corpus", source])
    print(f"{name:<24}{count:>8}{count / seconds:>12.0f}{size / MEGABYTE / seconds:>9.1f}", flush=True)


def speed():
    print(f"{'source':<24}{'articles':>8}{'articles/s':>12}{'MB/s':>9}")
    with tempfile.TemporaryDirectory() as place:
        for name in FORMATS:
            path = pathlib.Path(place) / f"source.{name}"
            path.write_bytes(b"".join(pieces(name, 10 * MEGABYTE)))
            report(name, path, path.stat().st_size)
        for name, record in (("html", page_of), ("text", lambda a: a["title"] + "\n\n" + "\n\n".join(a["paragraphs"]))):
            folder = pathlib.Path(place) / name
            folder.mkdir()
            for article, number in zip(articles(), range(1000)):
                (folder / f"{number}.{name}").write_text(record(article))
            report(f"{name}, 1,000 files", folder, sum(path.stat().st_size for path in folder.iterdir()))
    pages = pathlib.Path(os.environ.get("DATELINE_DATA", "")) / "body-scrapinghub-even" / "html"
    if "DATELINE_DATA" in os.environ and pages.exists():
        report("html, real pages (gz)", pages, sum(len(gzip.decompress(path.read_bytes())) for path in pages.iterdir()))
    else:
        print("html, real pages: not measured: DATELINE_DATA is not set or has no body-scrapinghub-even")


def memory(large):
    failed = False
    for name in ("json", "warc"):
        peaks = [run([f"{sys.argv[1]}/dateline-corpus", "--from", name, "-"], pieces(name, size * MEGABYTE))[2] for size in (4, large)]
        bad = peaks[1] >= LIMIT_MB or peaks[1] - peaks[0] >= GROWTH_MB
        failed = failed or bad
        print(f"{name:<6}4 MB: at most {peaks[0]:.0f} MB of memory; {large} MB: at most {peaks[1]:.0f} MB{'  TOO MUCH' if bad else ''}", flush=True)
    return 1 if failed else 0


def main():
    if len(sys.argv) == 3 and sys.argv[2].startswith("--memory"):
        return memory(int(sys.argv[2].partition("=")[2] or 32))
    return speed()


if __name__ == "__main__":
    sys.exit(main() if len(sys.argv) > 1 else __doc__)
