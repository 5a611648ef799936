#!/usr/bin/env python3
"""Article bodies of web pages against what people marked, ours beside the published figures.

    DATELINE_DATA=FOLDER bodies.py BIN_DIR      exit 0 at or above the bars, 1 below one, 77 not measured (no data)

scrapinghub: precision and recall of 4-word shingles, means over the pages, F1 of these means.
trafilatura: segments that must and must not stand in the text, counted over all pages.
L3S-GN1, CleanEval: words as a multiset, means over the pages, title included. Near the published measures (tokens of blocks;
edit distance), not equal to them: no bar. CleanEval's pages are of the web at large, forums and directories among them.
"""
import collections
import html.parser
import json
import os
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile

BARS = {"scrapinghub": 0.965, "trafilatura": 0.90}
PUBLISHED = {
    "scrapinghub": [("AutoExtract", 0.975), ("rs_trafilatura", 0.969), ("trafilatura", 0.963), ("newspaper4k", 0.950), ("Readability.js", 0.950)],
    "trafilatura": [("trafilatura", 0.924), ("magic-html", 0.889), ("readability-lxml", 0.826), ("newspaper4k", 0.801)],
    "L3S-GN1": [("boilerpipe", 0.939), ("page-signal", 0.817)],
    "CleanEval": [],
}


def article_of(bin_dir, path):
    run = subprocess.run([f"{bin_dir}/dateline-corpus", "--from", "html", path], capture_output=True)
    return {"title": "", "text": ""} | (json.loads(run.stdout.splitlines()[0]) if run.stdout.strip() else {})


def text_of(bin_dir, path):
    return article_of(bin_dir, path)["text"]


def shingles(text):
    words = re.findall(r"\w+", text)
    return collections.Counter(tuple(words[n:n + 4]) for n in range(max(len(words) - 3, 1))) if words else collections.Counter()


def harmonic(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def scrapinghub(bin_dir, folder):
    precisions, recalls = [], []
    for name, page in json.loads((folder / "ground-truth.json").read_text()).items():
        wanted, found = shingles(page["articleBody"]), shingles(text_of(bin_dir, folder / "html" / f"{name}.html.gz"))
        common = sum((wanted & found).values())
        if found:
            precisions.append(common / sum(found.values()))
        if wanted:
            recalls.append(common / sum(wanted.values()))
    return sum(precisions) / len(precisions), sum(recalls) / len(recalls), len(recalls)


def unpacked(archive_path, folder):
    """Unpacks the archive into `folder`; returns it as a path."""
    with tarfile.open(archive_path) as archive:
        archive.extractall(folder, filter="data") if hasattr(tarfile, "data_filter") else archive.extractall(folder)
    return pathlib.Path(folder)


def trafilatura(bin_dir, folder):
    pages = json.loads((folder / "evaldata.json").read_text()).values()
    counts = collections.Counter()
    squeeze = lambda text: re.sub(r"\s+", " ", text)
    with tempfile.TemporaryDirectory() as place:
        files = {path.name: path for path in unpacked(folder / "html.tar.xz", place).rglob("*") if path.is_file()}
        for page in pages:
            text = squeeze(text_of(bin_dir, files[page["file"]]))
            for segment in filter(None, page["with"]):
                counts["found" if squeeze(segment) in text else "missed"] += 1
            for segment in filter(None, page["without"]):
                counts["wrong"] += squeeze(segment) in text
    return counts["found"] / (counts["found"] + counts["wrong"]), counts["found"] / (counts["found"] + counts["missed"]), len(pages)


class Marked(html.parser.HTMLParser):
    """The text inside spans of L3S-GN1's classes for headline and full text."""

    def __init__(self):
        super().__init__()
        self.spans, self.text = [], []

    def handle_starttag(self, tag, attributes):
        if tag == "span":
            self.spans.append(dict(attributes).get("class", "") or "")

    def handle_endtag(self, tag):
        if tag == "span" and self.spans:
            self.spans.pop()

    def handle_data(self, data):
        marks = [name for name in self.spans if name.startswith("x-nc-sel")]
        if marks and marks[-1] in ("x-nc-sel1", "x-nc-sel2"):
            self.text.append(data)


def marked_text(path):
    parser = Marked()
    parser.feed(path.read_text(errors="replace"))
    return " ".join(parser.text)


def cleaneval_text(path):
    lines = path.read_text(errors="replace").splitlines()
    return re.sub(r"<[hpl]>", " ", "\n".join(line for line in lines if not line.strip().startswith("URL:")))


def word_means(bin_dir, pairs):
    """Mean precision and recall of words over `pairs` of a page's path and its marked text."""
    precisions, recalls = [], []
    for page, gold in pairs:
        article = article_of(bin_dir, page)
        wanted, found = (collections.Counter(re.findall(r"\w+", text)) for text in (gold, article["title"] + " " + article["text"]))
        common = sum((wanted & found).values())
        if found:
            precisions.append(common / sum(found.values()))
        if wanted:
            recalls.append(common / sum(wanted.values()))
    return sum(precisions) / len(precisions), sum(recalls) / len(recalls), len(recalls)


def l3s_gn1(bin_dir, folder):
    with tempfile.TemporaryDirectory() as place:
        marked = sorted(unpacked(folder / "L3S-GN1.tar.xz", place).rglob("annotated/*.html"))
        return word_means(bin_dir, [(path.parent.parent / "original" / path.name, marked_text(path)) for path in marked])


def cleaneval(bin_dir, folder):
    with tempfile.TemporaryDirectory() as place:
        root = unpacked(folder / "cleaneval.tar.xz", place) / "cleaneval-final"
        pages = {path.stem: path for path in (root / "input").iterdir()}
        golds = [path for path in sorted((root / "GoldStandard").iterdir()) if path.stem in pages]
        return word_means(bin_dir, [(pages[path.stem], cleaneval_text(path)) for path in golds])


SETS = [
    ("scrapinghub", "body-scrapinghub-even", scrapinghub),
    ("trafilatura", "body-trafilatura-eval", trafilatura),
    ("L3S-GN1", "body-l3s-gn1", l3s_gn1),
    ("CleanEval", "body-cleaneval", cleaneval),
]


def main(bin_dir):
    data = os.environ.get("DATELINE_DATA")
    if not data or not any((pathlib.Path(data) / folder).exists() for _, folder, _ in SETS):
        print("not measured: DATELINE_DATA is not set or has no body-* folders")
        return 77
    below = 0
    print(f"{'set':<14}{'pages':>6}{'precision':>11}{'recall':>8}{'F1':>8}   published F1")
    for name, folder, measure in SETS:
        if not (pathlib.Path(data) / folder).exists():
            print(f"{name:<14}not measured: no {folder}")
            continue
        precision, recall, pages = measure(bin_dir, pathlib.Path(data) / folder)
        f1 = harmonic(precision, recall)
        below += f1 < BARS.get(name, 0)
        others = ", ".join(f"{tool} {score:.3f}" for tool, score in PUBLISHED[name])
        print(f"{name:<14}{pages:>6}{precision:>11.4f}{recall:>8.4f}{f1:>8.4f}   {others or '-'}", flush=True)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else __doc__)
