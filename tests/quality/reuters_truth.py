#!/usr/bin/env python3
"""Loads Reuters-21578 and compares filters, facets and dates with counts taken from the SGML itself.

    DATELINE_DATA=FOLDER reuters_truth.py BIN_DIR      exit 0 equal, 1 different, 77 not measured (no data)
"""
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

STORIES = 21578


def stories(folder):
    """Every story as (places, people, month, words of title and body in lower case)."""
    for path in sorted(folder.glob("*.sgm")):
        text = path.read_text(encoding="latin-1")
        for story in re.findall(r"<REUTERS .*?</REUTERS>", text, re.S):
            listed = {name: re.findall(r"<D>(.*?)</D>", re.search(f"<{name}>(.*?)</{name}>", story, re.S)[1])
                      for name in ("PLACES", "PEOPLE")}
            month = re.search(r"<DATE>\s*\d+-([A-Z]{3})-1987", story)
            inner = re.search(r"<TEXT.*?</TEXT>", story, re.S)[0]
            inner = re.sub(r"<AUTHOR>.*?</AUTHOR>", " ", inner, flags=re.S)
            words = set(re.findall(r"[a-z0-9]+", re.sub(r"&#?\w+;|</?[A-Z]+[^>]*>", " ", inner).lower()))
            yield set(listed["PLACES"]), set(listed["PEOPLE"]), month[1] if month else None, words


def main(bin_dir):
    data = os.environ.get("DATELINE_DATA")
    archive = data and pathlib.Path(data) / "news-reuters21578" / "reuters21578.tar.zst"
    if not archive or not archive.exists():
        print("not measured: DATELINE_DATA is not set or has no news-reuters21578")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        sgml = folder / "sgml"
        sgml.mkdir()
        subprocess.run(f"zstd -dcq '{archive}' | tar x -C '{sgml}' --wildcards '*.sgm'", shell=True, check=True)
        truth = list(stories(sgml))
        subprocess.run([f"{bin_dir}/dateline-index", "--no-entities", "--index", folder / "index", sgml], check=True)

        def search(query, *options):
            answer = subprocess.run([f"{bin_dir}/dateline-query", "--index", folder / "index", "--format", "json",
                                     "--limit", "0", *options, query], capture_output=True, text=True)
            return json.loads(answer.stdout)

        differences = 0

        def compare(what, ours, expected):
            nonlocal differences
            differences += ours != expected
            print(f"{'equal' if ours == expected else 'DIFFERENT':<10}{what:<60}{ours:>8}{expected:>8}")

        print(f"{'':<10}{'':<60}{'ours':>8}{'SGML':>8}")
        compare("stories in the SGML", len(truth), STORIES)
        compare("every article", search("*")["total"], STORIES)
        compare("date:1987-03", search("date:1987-03")["total"], sum(month == "MAR" for _, _, month, _ in truth))
        page = search("*", "--facets", "places,people,month", "--facet-limit", "200")
        for field, column, facet in (("place", 0, "places"), ("person", 1, "people")):
            counts = collections.Counter(value for story in truth for value in story[column])
            ours = {row["value"]: row["count"] for row in page["facets"][facet]}
            compare(f"values in the facet {facet}", len(ours), len(counts))
            for value, count in counts.most_common(10):
                compare(f'{field}:"{value}"', search(f'{field}:"{value}"')["total"], count)
                compare(f"facet {facet}: {value}", ours.get(value), count)
        months = collections.Counter(month for _, _, month, _ in truth)
        compare("facet month: 1987-03", {row["value"]: row["count"] for row in page["facets"]["month"]}["1987-03"],
                months["MAR"])
        for word, person, place in (("yen", "james-baker", "usa"), ("deficit", "reagan", "usa"),
                                    ("oil", "hisham-nazer", "saudi-arabia")):
            expected = sum(place in places and person in people and word in words
                           for places, people, _, words in truth)
            compare(f"={word} {person} {place}",
                    search(f'(={word} OR ={word.capitalize()} OR ={word.upper()}) person:"{person}" place:"{place}"')["total"], expected)
    print("no difference" if not differences else f"{differences} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else __doc__)
