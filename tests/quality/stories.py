#!/usr/bin/env python3
"""Measures how well articles are grouped into stories: Reuters' own repeats and updates, and edited copies.

    DATELINE_DATA=FOLDER stories.py BIN_DIR      exit 0 measured and good, 1 below the bars, 77 not measured

The set: 3,000 consecutive Reuters stories with a text. Pairs among them count as the same story where the desk sent
both within three days and they share at least half of their runs of three words, found by comparing all of them. For
one in four, copies are made as publishers make them; each kind of edit is a function below. A copy is the same story
as its original, as the original's own repeats and as their copies; everything else is not.
"""
import collections
import datetime
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

STORIES = 3000
DAYS = 3
BARS = {"F1": 0.90, "over-merged": 0.01}
FILLER = ("Officials could not be reached for comment on Tuesday evening, and a spokesman declined to say when "
          "a statement would be made.")


def retitled(paragraphs, _):
    return paragraphs


def cut(paragraphs, _):
    """A newspaper keeps the first three quarters."""
    return paragraphs[:max(1, len(paragraphs) * 3 // 4)]


def agency_named(paragraphs, _):
    return ["NEW YORK (Meridian Wire) - " + paragraphs[0]] + paragraphs[1:]


def figures_corrected(paragraphs, dice):
    return [re.sub(r"\b\d+\b", lambda m: str(int(m[0]) + 1) if dice.random() < .3 else m[0], one) for one in paragraphs]


def background_added(paragraphs, _):
    return paragraphs + [FILLER]


def words_changed(paragraphs, dice):
    """A sub-editor changes one word in twenty."""
    return [" ".join("thing" if dice.random() < .05 else word for word in one.split(" ")) for one in paragraphs]


def lead_rewritten(paragraphs, _):
    return ["In a development that markets had awaited, the following was announced today."] + paragraphs[1:] \
        if len(paragraphs) > 4 else paragraphs


EDITS = [retitled, cut, agency_named, figures_corrected, background_added, words_changed, lead_rewritten]


def shingles(text):
    words = re.findall(r"[a-z0-9\x80-\U0010ffff]+", text.lower())
    return {tuple(words[n:n + 3]) for n in range(len(words) - 2)}


def day(article):
    return datetime.date.fromisoformat(article["published"][:10])


class Groups:
    """Numbers that were said to belong together."""

    def __init__(self):
        self.parent = {}

    def find(self, one):
        while self.parent.setdefault(one, one) != one:
            one = self.parent[one]
        return one

    def join(self, a, b):
        self.parent[self.find(a)] = self.find(b)


def repeats(articles):
    """Pairs of originals that are the same story, by comparing shared shingles."""
    sets = [shingles(article["text"]) for article in articles]
    having = collections.defaultdict(list)
    for number, one in enumerate(sets):
        for shingle in one:
            having[shingle].append(number)
    shared = collections.Counter()
    for numbers in having.values():
        if len(numbers) <= 50:
            shared.update((a, b) for n, a in enumerate(numbers) for b in numbers[n + 1:])
    for (a, b), count in shared.items():
        near = abs((day(articles[a]) - day(articles[b])).days) <= DAYS
        if near and count >= .5 * (len(sets[a]) + len(sets[b]) - count):
            yield a, b


def pairs(group_of):
    """The pairs of ids that have the same group."""
    members = collections.defaultdict(list)
    for one, group in group_of.items():
        members[group].append(one)
    return {(a, b) for ids in members.values() for n, a in enumerate(sorted(ids)) for b in sorted(ids)[n + 1:]}


def main(bin_dir):
    data = os.environ.get("DATELINE_DATA")
    archive = data and pathlib.Path(data) / "news-reuters21578" / "reuters21578.tar.zst"
    if not archive or not archive.exists():
        print("not measured: DATELINE_DATA is not set or has no news-reuters21578")
        return 77
    dice = random.Random(21578)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        subprocess.run(["tar", "-I", "zstd", "-xf", archive, "-C", folder], check=True)
        files = sorted(folder.rglob("*.sgm"))[:4]
        read = subprocess.run([f"{bin_dir}/dateline-corpus", *files], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True)
        articles = [json.loads(line) for line in read.stdout.splitlines()]
        articles = [one for one in articles if len(one.get("text", "").split()) >= 40][:STORIES]
        truth = Groups()
        for a, b in repeats(articles):
            truth.join(articles[a]["id"], articles[b]["id"])
        own = pairs({one["id"]: truth.find(one["id"]) for one in articles})
        copies = []
        for original in articles[::4]:
            for edit in dice.sample(EDITS, 2):
                copy = {"id": f"{original['id']}-{edit.__name__}", "title": "Market report", "source": "Northern Ledger",
                        "published": str(day(original) + datetime.timedelta(days=dice.randrange(2))),
                        "text": "\n\n".join(edit(original["text"].split("\n\n"), dice))}
                truth.join(copy["id"], original["id"])
                copies.append(copy)
        everything = articles + copies
        dice.shuffle(everything)
        (folder / "set.jsonl").write_text("".join(json.dumps(one) + "\n" for one in everything))
        subprocess.run([f"{bin_dir}/dateline-index", "--no-entities", "--index", folder / "index",
                        folder / "set.jsonl"], check=True, stderr=subprocess.DEVNULL)
        found = {}
        for offset in range(0, len(everything), 1000):
            page = subprocess.run([f"{bin_dir}/dateline-query", "--index", folder / "index", "--format", "json",
                                   "--sort", "oldest", "--limit", "1000", "--offset", str(offset), "*"],
                                  check=True, stdout=subprocess.PIPE)
            found.update((hit["id"], hit["story"]) for hit in json.loads(page.stdout)["hits"])
    expected, ours = pairs({one["id"]: truth.find(one["id"]) for one in everything}), pairs(found)
    right = expected & ours
    figures = {"precision": len(right) / len(ours), "recall": len(right) / len(expected),
               "F1": 2 * len(right) / (len(ours) + len(expected)), "over-merged": 1 - len(right) / len(ours)}
    print(f"{len(everything)} articles, {len(own)} pairs of Reuters' own, {len(expected)} pairs in all")
    for edit in EDITS:
        made = [pair for pair in expected if any(one.endswith(edit.__name__) for one in pair)]
        print(f"  {edit.__name__:18} recall {sum(pair in ours for pair in made) / max(1, len(made)):.3f} of {len(made)} pairs")
    print(f"  {'Reuters own':18} recall {len(own & ours) / max(1, len(own)):.3f} of {len(own)} pairs")
    for wrong in sorted(ours - expected)[:int(os.environ.get("SHOW", "0"))]:
        print("  over-merged:", wrong)
    for missed in sorted(expected - ours)[:int(os.environ.get("SHOW", "0"))]:
        print("  missed:", missed)
    print("  ".join(f"{name} {value:.3f}" for name, value in figures.items()))
    return 0 if figures["F1"] >= BARS["F1"] and figures["over-merged"] < BARS["over-merged"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else __doc__)
