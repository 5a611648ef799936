#!/usr/bin/env python3
"""Article bodies of web pages against what people marked, ours beside the published figures.

    DATELINE_DATA=FOLDER bodies.py BIN_DIR      exit 0 at or above the bars, 1 below one, 77 not measured (no data)

scrapinghub: precision and recall of 4-word shingles, means over the pages, F1 of these means.
trafilatura: segments that must and must not stand in the text, counted over all pages.
"""
import collections
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
}


def text_of(bin_dir, path):
    run = subprocess.run([f"{bin_dir}/dateline-corpus", "--from", "html", path], capture_output=True)
    return json.loads(run.stdout)["text"] if run.stdout.strip() else ""


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


def trafilatura(bin_dir, folder):
    pages = json.loads((folder / "evaldata.json").read_text()).values()
    counts = collections.Counter()
    squeeze = lambda text: re.sub(r"\s+", " ", text)
    with tempfile.TemporaryDirectory() as unpacked:
        with tarfile.open(folder / "html.tar.xz") as archive:
            archive.extractall(unpacked, filter="data") if hasattr(tarfile, "data_filter") else archive.extractall(unpacked)
        files = {path.name: path for path in pathlib.Path(unpacked).rglob("*") if path.is_file()}
        for page in pages:
            text = squeeze(text_of(bin_dir, files[page["file"]]))
            for segment in filter(None, page["with"]):
                counts["found" if squeeze(segment) in text else "missed"] += 1
            for segment in filter(None, page["without"]):
                counts["wrong"] += squeeze(segment) in text
    return counts["found"] / (counts["found"] + counts["wrong"]), counts["found"] / (counts["found"] + counts["missed"]), len(pages)


def main(bin_dir):
    data = os.environ.get("DATELINE_DATA")
    sets = [("scrapinghub", "body-scrapinghub-even", scrapinghub), ("trafilatura", "body-trafilatura-eval", trafilatura)]
    if not data or not all((pathlib.Path(data) / folder).exists() for _, folder, _ in sets):
        print("not measured: DATELINE_DATA is not set or has no body-* folders")
        return 77
    below = 0
    print(f"{'set':<14}{'pages':>6}{'precision':>11}{'recall':>8}{'F1':>8}   published F1")
    for name, folder, measure in sets:
        precision, recall, pages = measure(bin_dir, pathlib.Path(data) / folder)
        f1 = harmonic(precision, recall)
        below += f1 < BARS[name]
        others = ", ".join(f"{tool} {score:.3f}" for tool, score in PUBLISHED[name])
        print(f"{name:<14}{pages:>6}{precision:>11.4f}{recall:>8.4f}{f1:>8.4f}   {others}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else __doc__)
