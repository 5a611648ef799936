#!/usr/bin/env python3
"""Kills dateline-index --watch at random moments while its folder changes; in the end the index has to be as the folder is.

    watch.py BIN_DIR [--rounds N] [--seed N]

Each round makes some changes, as editors, copying programs and people make them: files are written in one piece or in several,
moved in and out, renamed, written over, linked, hidden and deleted, and so are folders, the watched one and the index itself.
Then SIGKILL mostly ends the watch, and another one begins. After ten rounds the last one goes on with ten changes more, and is left alone: within a minute the index has to
hold the articles of the folder, each in its last version and no other, the watch to end well, and --check to call the index sound.
20 rounds by default, and DATELINE_ROUNDS times as many.
"""
import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from kill import Tally, options_of

ROUNDS_OF_A_FOLDER = 10
PATIENCE = 60  # seconds


class Folder:
    """A folder of articles, and what may be done to it."""

    def __init__(self, parent, rng):
        self.path, self.away, self.index = (os.path.join(parent, name) for name in ("in", "away", "index"))
        self.rng, self.numbers, self.versions = rng, itertools.count(), {}
        os.mkdir(self.path)
        os.mkdir(self.away)

    def article(self, key=None):
        """A line with a new article, or with a new version of one."""
        key = key or f"a{next(self.numbers)}"
        self.versions[key] = self.versions.get(key, 0) + 1
        return json.dumps({"id": key, "title": f"Version {self.versions[key]}", "text": "storm " * self.rng.randrange(5, 60)}) + "\n"

    def new_path(self, folder=None, form="{}.json"):
        return os.path.join(folder or self.rng.choice(self.folders()), form.format(f"n{next(self.numbers)}"))

    def folders(self):
        return [path for path, _, _ in os.walk(self.path)]

    def files(self):
        return [os.path.join(path, name) for path, _, names in os.walk(self.path) for name in names if not name.startswith(".")]

    def write(self, path, *lines, pause=0.0, mode="w"):
        with open(path, mode) as file:
            for line in lines:
                file.write(line)
                file.flush()
                time.sleep(pause)

    def holds(self):
        """{id: titles} of what lies in the folder."""
        titles = {}
        for path in self.files():
            with open(path) as lines:
                for article in map(json.loads, lines):
                    titles.setdefault(article["id"], set()).add(article["title"])
        return titles

    # ---- changes ----

    def write_one(self):
        self.write(self.new_path(), self.article())

    def write_slowly(self):
        self.write(self.new_path(), self.article(), self.article(), pause=self.rng.random() / 4)

    def write_and_rename(self):
        hidden = self.new_path(form=".{}")
        self.write(hidden, self.article(), self.article())
        os.rename(hidden, self.new_path())

    def write_over(self, path):
        with open(path) as lines:
            keys = [json.loads(line)["id"] for line in lines]
        self.write(path, *map(self.article, keys))

    def replace(self, path):
        other = self.new_path(self.away)
        self.write(other, self.article())
        os.rename(other, path)

    def append(self, path):
        self.write(path, self.article(), mode="a")

    def rename(self, path):
        os.rename(path, self.new_path())

    def move_away(self, path):
        os.rename(path, self.new_path(self.away))

    def move_back(self):
        for name in os.listdir(self.away)[:1]:
            os.rename(os.path.join(self.away, name), self.new_path())

    def delete(self, path):
        os.remove(path)

    def hide(self, path):
        os.rename(path, self.new_path(form=".{}.json"))

    def link(self, path):
        os.link(path, self.new_path())

    def link_from_outside(self):
        outside = self.new_path(os.path.dirname(self.path))
        self.write(outside, self.article())
        os.symlink(outside, self.new_path())

    def move_folder_in(self):
        day = self.new_path(os.path.dirname(self.path), "{}")
        os.makedirs(os.path.join(day, "late"))
        self.write(os.path.join(day, "1.json"), self.article())
        self.write(os.path.join(day, "late", "2.json"), self.article())
        os.rename(day, self.new_path(form="{}"))

    def a_folder(self):
        return self.rng.choice(self.folders()[1:] or [None])

    def rename_folder(self):
        if folder := self.a_folder():
            os.rename(folder, self.new_path(self.path, "{}"))

    def replace_folder(self):
        if folder := self.a_folder():
            shutil.rmtree(folder)
            os.mkdir(folder)
            self.write(os.path.join(folder, "again.json"), self.article())

    def make_anew(self):
        time.sleep(0.5)  # a watch that only begins would end where it finds no folder
        os.rename(self.path, self.new_path(os.path.dirname(self.path), "was-{}"))
        os.mkdir(self.path)
        self.write_one()

    def lose_index(self):
        if os.path.exists(self.index):
            os.rename(self.index, self.new_path(os.path.dirname(self.path), "lost-{}"))
        self.write_one()  # tells the watch

    ANYWHERE = (write_one, write_one, write_one, write_slowly, write_and_rename, move_back, link_from_outside, move_folder_in,
                rename_folder, replace_folder, make_anew, lose_index)
    OF_A_FILE = (write_over, replace, append, rename, move_away, delete, hide, link)

    def change(self):
        files = self.files()
        if files and self.rng.random() < 0.5:
            self.rng.choice(self.OF_A_FILE)(self, self.rng.choice(files))
        else:
            self.rng.choice(self.ANYWHERE)(self)


def difference(programs, folder):
    """In what the index is not as the folder; empty if in nothing."""
    done = subprocess.run([f"{programs}/dateline-query", "--index", folder.index, "--format", "jsonl", "--limit", "1000", "*"],
                          capture_output=True, text=True)
    if done.returncode not in (0, 1):
        return done.stderr
    found = {hit["id"]: hit["title"] for hit in map(json.loads, done.stdout.splitlines())}
    wanted = folder.holds()
    wrong = [f"{key} is there as {title}" for key, title in found.items() if title not in wanted.get(key, ())]
    return "; ".join(wrong + [f"{key} is missing" for key in wanted if key not in found])


def follow(programs, folder, rounds):
    """So many rounds in one folder. Returns what is wrong afterwards."""
    rng = folder.rng
    command = [f"{programs}/dateline-index", "--index", folder.index, "--no-entities", "--delete-missing", "--force", "--watch", folder.path]
    with open(os.path.join(os.path.dirname(folder.path), "said"), "w+") as said:
        watch = subprocess.Popen(command, stderr=said)
        for _ in range(rounds):
            for _ in range(rng.randrange(1, 6)):
                folder.change()
                time.sleep(rng.choice([0, 0, 0.01, 0.1, 0.5]))
            time.sleep(rng.random() * 2)
            if rng.random() < 0.3:
                continue  # a watch has more to go through
            watch.send_signal(signal.SIGKILL)
            watch.wait()
            watch = subprocess.Popen(command, stderr=said)
        for _ in range(rounds):
            folder.change()
            time.sleep(rng.random())
        deadline = time.monotonic() + PATIENCE
        while (wrong := difference(programs, folder)) and time.monotonic() < deadline:
            time.sleep(0.2)
        watch.terminate()
        status = watch.wait()
        if wrong or status not in (0, -signal.SIGTERM):  # by the signal: between a summary and the end of a load
            said.seek(0)
            return f"{wrong}; the watch ended with {status} and said\n{said.read()}"
    checked = subprocess.run([*command[:3], "--check"], capture_output=True, text=True)
    return "" if checked.returncode == 0 else f"--check says: {checked.stdout}{checked.stderr}"


def main():
    options = options_of(__doc__)
    tally = Tally()
    for first in range(0, options.rounds, ROUNDS_OF_A_FOLDER):
        with tempfile.TemporaryDirectory() as parent:
            folder = Folder(parent, random.Random(options.seed + first))
            tally.count("folders", follow(options.programs, folder, min(ROUNDS_OF_A_FOLDER, options.rounds - first)))
    return tally.end()


if __name__ == "__main__":
    sys.exit(main())
