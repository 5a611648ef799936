#!/usr/bin/env python3
"""Relevance on eight test collections, ours beside plain Xapian's, both run here.

    DATELINE_DATA=FOLDER relevance.py BIN_DIR [SETTINGS]   exit 0 at the bar on every collection and on average,
                                                           1 below, 77 not measured (no data)
    DATELINE_DATA=FOLDER relevance.py BIN_DIR --cross-validate [N]   each collection with the settings, of the
                                                           default and N drawn at random (default 40), that are
                                                           best on the mean of the other seven

Mean average precision over the judged queries, nDCG@10 for scifact; the 1,000 best of any of the words.
SETTINGS go to dateline-query --ranking.
"""
import collections
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

LEAST_MEAN_RATIO = 1.08


def read(path):
    if path.suffix == ".zst":
        return subprocess.run(["zstd", "-dcq", path], check=True, capture_output=True).stdout.decode("latin-1")
    return path.read_bytes().decode("latin-1")


def smart(text):
    """The records of a file in which `.I 7` begins record 7 and `.T` its part T."""
    parts = None
    for line in text.splitlines():
        if number := re.match(r"\.I\s+(\d+)", line):
            if parts is not None:
                yield parts
            parts, name = collections.defaultdict(str, I=number[1]), None
        elif mark := re.fullmatch(r"\.([A-Z])\s*", line):
            name = mark[1]
        elif name:
            parts[name] += line + "\n"
    yield parts


def smart_collection(documents, queries, text_parts="W", numbered=False):
    def load(folder):
        articles = [(d["I"], d["T"], "".join(d[part] for part in text_parts)) for d in smart(read(folder / documents))]
        topics = [(str(n) if numbered else q["I"], q["W"]) for n, q in enumerate(smart(read(folder / queries)), 1)]
        return articles, topics
    return load


def time(folder):
    stories = re.split(r"(?m)^\*TEXT ", read(folder / "TIME.ALL"))[1:]
    articles = [(str(n), "", story.partition("\n")[2].partition("*STOP")[0]) for n, story in enumerate(stories, 1)]
    queries = re.split(r"(?m)^\*FIND", read(folder / "TIME.QUE"))[1:]
    return articles, [(q.split()[0], q.partition("\n")[2].partition("*STOP")[0]) for q in queries]


def npl(folder):
    def parts(text):
        for part in filter(str.strip, text.split("/\n")):
            yield part.strip().partition("\n")[::2]
    return [(number.strip(), "", text) for number, text in parts(read(folder / "doc-text.zst"))], list(parts(read(folder / "query-text")))


def lisa(folder):
    articles = []
    for part in re.split(r"\*{20,}", read(folder / "lisa.all.txt.zst")):
        if found := re.search(r"Document\s+(\d+)\s*\n(.*)", part, re.S):
            title, _, text = found[2].partition("\n     \n")
            articles.append((found[1], title, text))
    queries = filter(str.strip, read(folder / "lisa.queries.txt").split("#"))
    return articles, [(number.strip(), text) for number, _, text in (q.strip().partition("\n") for q in queries)]


def scifact(folder):
    lines = read(folder / "corpus.jsonl.zst").encode("latin-1").decode().splitlines()
    articles = [(d["_id"], d["title"], d["text"]) for d in map(json.loads, lines)]
    return articles, [(q["_id"], q["text"]) for q in map(json.loads, (folder / "queries.jsonl").open())]


COLLECTIONS = {
    "time": time,
    "cranfield": smart_collection("cran.all.1400", "cran.qry", numbered=True),
    "npl": npl,
    "cacm": smart_collection("cacm.all.zst", "query.text", "AKW"),
    "med": smart_collection("MED.ALL", "MED.QRY"),
    "lisa": lisa,
    "scifact": scifact,
    "adi": smart_collection("ADI.ALL", "ADI.QRY", "AW"),
}


# What --cross-validate draws from.
CHOICES = {"k1": (0.9, 1.2, 1.5, 1.8), "b": (0.4, 0.55, 0.7), "title": (0, 0.5, 1, 2), "idf_power": (1, 1.2, 1.4),
           "neighbours": (0, 0.1, 0.2, 0.4), "feedback": (0, 0.2, 0.3, 0.4)}


def judgements(folder):
    """Query -> article -> grade."""
    grades = collections.defaultdict(dict)
    if (folder / "qrels.trec").exists():
        rows = (line.split() for line in (folder / "qrels.trec").open() if line.strip())
        for query, _, article, grade in rows:
            grades[query][article] = int(float(grade))
    else:
        for line in list((folder / "qrels" / "test.tsv").open())[1:]:
            query, article, grade = line.split()
            grades[query][article] = int(grade)
    return {query: of for query, of in grades.items() if any(grade > 0 for grade in of.values())}


class Collection:
    """A collection, indexed for as long as this object is used in a with statement."""

    def __init__(self, bin_dir, name, data):
        self.bin_dir, self.name, self.source = bin_dir, name, data / f"ir-{name}"

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        work = pathlib.Path(self.folder.name)
        self.articles, self.topics, self.qrels, self.index = (work / part for part in ("articles.jsonl", "topics.tsv", "qrels", "index"))
        articles, topics = COLLECTIONS[self.name](self.source)
        grades = judgements(self.source)
        squeeze = lambda text: " ".join(text.split())
        self.articles.write_text("".join(json.dumps({"id": i, "title": squeeze(t), "text": x.strip()}) + "\n" for i, t, x in articles))
        self.topics.write_text("".join(f"{i}\t{squeeze(text)}\n" for i, text in topics if i in grades))
        self.qrels.write_text("".join(f"{query} 0 {article} {grade}\n" for query, of in grades.items() for article, grade in of.items()))
        subprocess.run([f"{self.bin_dir}/dateline-index", "--no-entities", "--index", self.index, self.articles], capture_output=True)
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def figure(self, *command):
        """The collection's own measure of what a program prints."""
        table = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
        means = dict(zip(table[0].split()[1:], map(float, table[-1].split()[3:])))
        return means["nDCG@10" if self.name == "scifact" else "MAP"]

    def ours(self, settings):
        return self.figure(f"{self.bin_dir}/dateline-query", "--index", self.index, "--topics", self.topics, "--qrels", self.qrels, "--ranking", settings)

    def xapian(self):
        return self.figure(f"{self.bin_dir}/quality-xapian", self.articles, self.topics, self.qrels)


def cross_validate(bin_dir, data, count):
    draw = random.Random(1)
    candidates = [""] + [" ".join(f"{name}={draw.choice(values)}" for name, values in CHOICES.items()) for _ in range(count)]
    ours, xapian = {}, {}
    for name in COLLECTIONS:
        with Collection(bin_dir, name, data) as collection:
            xapian[name] = collection.xapian()
            ours[name] = [collection.ours(settings) for settings in candidates]
    print(f"{'collection':12} {'ours':>6} {'ratio':>6}  chosen on the other seven, of {len(candidates)}")
    ratios = []
    for name in COLLECTIONS:
        best = max(range(len(candidates)), key=lambda n: sum(of[n] / xapian[other] for other, of in ours.items() if other != name))
        ratios.append(ours[name][best] / xapian[name])
        print(f"{name:12} {ours[name][best]:6.3f} {ratios[-1]:6.3f}  {candidates[best] or 'the default'}")
    print(f"{'mean':19} {sum(ratios) / len(ratios):6.3f}")
    return 0


def main():
    data = os.environ.get("DATELINE_DATA")
    if not data or len(sys.argv) not in (2, 3, 4):
        print("relevance: not measured: DATELINE_DATA is not set" if len(sys.argv) in (2, 3, 4) else __doc__)
        return 77
    if "--cross-validate" in sys.argv:
        return cross_validate(sys.argv[1], pathlib.Path(data), int(sys.argv[3]) if len(sys.argv) == 4 else 40)
    settings = sys.argv[2] if len(sys.argv) == 3 else ""
    print(f"{'collection':12} {'measure':8} {'ours':>6} {'Xapian':>7} {'ratio':>6}")
    ratios = []
    for name in COLLECTIONS:
        with Collection(sys.argv[1], name, pathlib.Path(data)) as collection:
            ours, xapian = collection.ours(settings), collection.xapian()
        ratios.append(ours / xapian)
        print(f"{name:12} {'nDCG@10' if name == 'scifact' else 'MAP':8} {ours:6.3f} {xapian:7.3f} {ratios[-1]:6.3f}", flush=True)
    mean = sum(ratios) / len(ratios)
    print(f"{'mean':36} {mean:6.3f}")
    return 0 if mean >= LEAST_MEAN_RATIO and min(ratios) >= 1 else 1


sys.exit(main())
