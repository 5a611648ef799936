#!/usr/bin/env python3
"""Places found in news and put on the map, against people's annotations, ours beside the published figures.

    DATELINE_DATA=FOLDER places.py BIN_DIR      exit 0 at or above the bars, 1 below one, 77 not measured (no data)

A place that is found counts if it has coordinates; it matches a gold one of the same spelling (case ignored) whose middle
lies less than 10 bytes away, one to one. Acc@161: matched places within 161 km of the gold position; demonyms and names
inside other names that the annotators marked count as missed. Measured with the gazetteer that is built in, then with
GeoNames' dumps loaded.
"""
import json
import lzma
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

# set: file, bars of F1 and Acc@161 with the built-in gazetteer, with GeoNames
SETS = {
    "GeoWebNews": ("geo-geowebnews/GWN.xml.xz", (0.70, 0.88), (0.70, 0.90)),
    "TR-News": ("geo-trnews/TR-News.xml", (0.78, 0.83), (0.78, 0.86)),
    "GeoVirus": ("geo-geovirus/GeoVirus.xml", (0.90, 0.77), (0.90, 0.80)),
}
PUBLISHED = {
    "GeoWebNews": [("Edinburgh geoparser", 0.650, 0.921), ("CamCoder", 0.691, 0.839)],
    "TR-News": [("Edinburgh geoparser", 0.612, 0.850), ("CamCoder", 0.746, 0.824), ("Stanford NER + population", 0.803, 0.711)],
    "GeoVirus": [("CamCoder", 0.866, 0.770)],
}
DUMPS = ["cities15000-2025-11.txt.xz", "cities5000-2018-01.txt.xz", "admin1CodesASCII.txt", "admin2Codes.txt.xz", "countryInfo.tsv"]
NEAR_KM = 161
NEAR_BYTES = 10


def kilometres(a, b):
    lat_a, lon_a, lat_b, lon_b = (math.radians(x) for x in (*a, *b))
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(half)))


def child(node, *names):
    """The text of the first child of these names that has any."""
    texts = (node.findtext(name) for name in names)
    return next((text for text in texts if text and text.strip()), "")


def number(text):
    return float(text.split(",")[0])


def annotated(path):
    """The articles of a corpus: title, text, and places as (name, first character, position)."""
    opened = lzma.open(path) if path.suffix == ".xz" else open(path, "rb")
    with opened:
        root = xml.parse(opened).getroot()
    for article in root.iter("article"):
        text, places = child(article, "text"), {}
        for node in (*article.iter("toponym"), *article.iter("location")):
            tag = node.find("gaztag")
            where = node if tag is None else tag
            name = child(node, "phrase", "extractedName", "name")
            lat, lon = child(where, "lat", "latitude"), child(where, "lon", "longitude")
            if not (name and lat and lon and child(node, "start")):
                continue
            # One corpus counts from 1 and another is off by one here and there: the nearest place of that spelling counts.
            stated = int(child(node, "start"))
            starts = [at for at in range(len(text)) if text.startswith(name, at)]
            if starts:
                start = min(starts, key=lambda at: abs(at - stated))
                places[start, name] = (name, start, (number(lat), number(lon)))
        yield child(article, "title"), text, list(places.values())


def occurrence(text, name, at):
    return sum(text.startswith(name, start) for start in range(at))


def gold_in(printed, text, places):
    """The places with byte offsets in the text as the program prints it, where white space may be another."""
    for name, start, where in places:
        nth = occurrence(text, name, start)
        at = -1
        for _ in range(nth + 1):
            at = printed.find(name, at + 1)
            if at < 0:
                break
        if at >= 0:
            begin = len(printed[:at].encode())
            yield name, begin + len(name.encode()) / 2, where
        else:
            yield name, -1e9, where


def score(articles, printed):
    gold = found = matched = near = 0
    for (_, text, places), line in zip(articles, printed):
        free = [m for m in line["mentions"] if m["type"] == "place" and "lat" in m]
        found += len(free)
        for name, middle, where in gold_in(line["text"], text, places):
            gold += 1
            for mention in free:
                same = mention["text"].lower() == name.lower()
                if same and abs((mention["start"] + mention["end"]) / 2 - middle) < NEAR_BYTES:
                    matched += 1
                    near += kilometres(where, (mention["lat"], mention["lon"])) <= NEAR_KM
                    free.remove(mention)
                    break
    precision, recall = matched / max(found, 1), matched / max(gold, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9), near / max(matched, 1)


def printed_by(bin_dir, articles, options):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as source:
        for number, (title, text, _) in enumerate(articles):
            source.write(json.dumps({"id": str(number), "title": title, "text": text}) + "\n")
        source.flush()
        run = subprocess.run([f"{bin_dir}/dateline-index", "--dry-run", *options, source.name], capture_output=True, text=True)
    lines = {line["id"]: line for line in map(json.loads, run.stdout.splitlines())}
    return [lines.get(str(number), {"text": "", "mentions": []}) for number in range(len(articles))]


def main(bin_dir):
    data = os.environ.get("DATELINE_DATA")
    if not data or not all((pathlib.Path(data) / file).exists() for file, *_ in SETS.values()):
        print("not measured: DATELINE_DATA is not set or has no geo-* folders")
        return 77
    dumps = [pathlib.Path(data) / "gaz-geonames" / name for name in DUMPS]
    gazetteers = [("built in", [], 1)]
    if all(dump.exists() for dump in dumps):
        gazetteers.append(("GeoNames", [word for dump in dumps for word in ("--gazetteer", str(dump))], 2))
    below = 0
    print(f"{'set':<12}{'gazetteer':<10}{'precision':>10}{'recall':>8}{'F1':>7}{'Acc@161':>9}   published F1 and Acc@161")
    for name, row in SETS.items():
        articles = list(annotated(pathlib.Path(data) / row[0]))
        for gazetteer, options, bars in gazetteers:
            precision, recall, f1, accuracy = score(articles, printed_by(bin_dir, articles, options))
            below += f1 < row[bars][0] or accuracy < row[bars][1]
            others = "; ".join(f"{tool} {theirs:.3f} {acc:.3f}" for tool, theirs, acc in PUBLISHED[name])
            print(f"{name:<12}{gazetteer:<10}{precision:>10.4f}{recall:>8.4f}{f1:>7.4f}{accuracy:>9.4f}   {others}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else __doc__)
