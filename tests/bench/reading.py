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


def nitf_story(article):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in article["paragraphs"])
    return (f'<nitf><head><docdata><doc-id id-string="{article["id"]}"/><date.issue norm="{article["published"]}"/></docdata></head>'
            f'<body><body.head><hedline><hl1>{article["title"]}</hl1></hedline></body.head>'
            f'<body.content>{body}</body.content></body></nitf>\n')


def news_item(article):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in article["paragraphs"])
    return (f'<newsItem guid="{article["id"]}" xml:lang="en"><itemMeta><versionCreated>{article["published"]}T08:00:00Z</versionCreated></itemMeta>'
            f'<contentMeta><headline>{article["title"]}</headline></contentMeta>'
            f'<contentSet><inlineXML><html><body>{body}</body></html></inlineXML></contentSet></newsItem>\n')


def reuters_story(article):
    body = "\n    ".join(article["paragraphs"])
    return (f'<REUTERS TOPICS="NO" NEWID="{article["id"]}">\n<DATE>26-FEB-1987 15:01:01.79</DATE>\n<TEXT>&#2;\n'
            f'<TITLE>{article["title"]}</TITLE>\n<BODY>{body}\n&#3;</BODY></TEXT>\n</REUTERS>\n')


def sitemap_entry(article):
    return (f'<url><loc>https://news.example/{article["id"]}</loc><news:news><news:publication><news:name>Post</news:name>'
            f'<news:language>en</news:language></news:publication><news:publication_date>{article["published"]}</news:publication_date>'
            f'<news:title>{article["title"]}</news:title></news:news></url>\n')


def markdown_file(article):
    paragraphs = "\n\n".join(article["paragraphs"])
    return f'---\ntitle: {article["title"]}\ndate: {article["published"]}\n---\n\n{paragraphs}\n'


def text_file(article):
    return article["title"] + "\n\n" + "\n\n".join(article["paragraphs"])


FEED_HEAD = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title>\n'
FORMATS = {  # name: what stands before the records, a record, what stands after them
    "json": ("", json_line, ""),
    "csv": ("id,title,published,text\n", csv_row, ""),
    "feed": (FEED_HEAD, feed_item, "</channel></rss>\n"),
    "warc": ("", crawl_record, ""),
    "nitf": ("", nitf_story, ""),
    "newsml-g2": ('<newsMessage><itemSet>\n', news_item, "</itemSet></newsMessage>\n"),
    "reuters-sgml": ("<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n", reuters_story, ""),
    "sitemap": ('<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n', sitemap_entry, "</urlset>\n"),
}
FILES = {"html": ("html", page_of), "text": ("txt", text_file), "markdown": ("md", markdown_file)}  # name: ending, a file


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
    count, seconds, _ = run([f"{sys.argv[1]}/dateline-corpus", "--from", name.split(",")[0], source])
    print(f"{name:<24}{count:>8}{count / seconds:>12.0f}{size / MEGABYTE / seconds:>9.1f}", flush=True)


def speed():
    print(f"{'source':<24}{'articles':>8}{'articles/s':>12}{'MB/s':>9}")
    with tempfile.TemporaryDirectory() as place:
        for name in FORMATS:
            path = pathlib.Path(place) / f"source.{name}"
            path.write_bytes(b"".join(pieces(name, 10 * MEGABYTE)))
            report(name, path, path.stat().st_size)
        for name, (ending, record) in FILES.items():
            folder = pathlib.Path(place) / name
            folder.mkdir()
            for article, number in zip(articles(), range(1000)):
                (folder / f"{number}.{ending}").write_text(record(article))
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
