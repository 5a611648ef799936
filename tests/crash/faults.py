#!/usr/bin/env python3
"""Lets the power fail and the disk report errors while dateline-index works; nothing acknowledged may be lost.

    faults.py BIN_DIR [--rounds N] [--seed N]

Power: each round begins a first load, a small or a large increment or a rollback, and ends it at a random fsync. Then the index is
put together as a disk might hold it: of every file what was synced or what was written, at random, and of every folder the names
that it had when it was synced or those it has. A file that was never synced may be empty. Errors: the Nth read, write or fsync and
all later ones fail with EIO; where Xapian 1.4 commits to an index in place, it may end the process then (its ValueUpdater writes in its
destructor), which is counted and must stay rare. After each round the index has to be sound by --check, hold every article of every load that had ended
with status 0, and take the load that was cut short. 20 rounds by default, as continuous integration runs them.
"""
import os
import random
import shutil
import signal
import sys
import tempfile

from kill import Index, Tally, options_of, some_changes


class Disk:
    """The folder of an index and what of it has reached the disk: see faults.cpp."""

    def __init__(self, programs, index):
        self.library, self.root = os.path.join(programs, "libfaults.so"), index.path
        self.shadow = os.path.join(index.folder, "shadow")

    def environment(self, **settings):
        return dict(os.environ, LD_PRELOAD=self.library, FAULT_ROOT=os.path.realpath(self.root), FAULT_SHADOW=self.shadow, **settings)

    def sync_all(self):
        """Takes everything there is for synced."""
        shutil.rmtree(self.shadow, ignore_errors=True)
        for name in ("inodes", "folders", "links"):
            os.makedirs(os.path.join(self.shadow, name))
        os.makedirs(self.root, exist_ok=True)
        for folder, _, names in os.walk(self.root):
            with open(self.of("folders", folder), "w") as out:
                out.write("".join(f"{entry.inode()} {entry.name}\n" for entry in os.scandir(folder)))
            for name in names:
                path = os.path.join(folder, name)
                shutil.copyfile(path, self.of("inodes", path))
                os.link(path, self.of("links", path))

    def of(self, kind, path):
        return os.path.join(self.shadow, kind, str(os.stat(path).st_ino))

    def cut(self, rng):
        """Puts in the place of the index what is left of it after a power cut."""
        rest = self.root + "-rest"
        self.restore(self.root, os.stat(self.root).st_ino, rest, self.written(self.root), rng)
        shutil.rmtree(self.root)
        os.rename(rest, self.root)

    def written(self, root):
        """Number -> path of everything there is, and of what was synced and is deleted since."""
        links = os.path.join(self.shadow, "links")
        paths = {int(name): os.path.join(links, name) for name in os.listdir(links)}
        for folder, names, files in os.walk(root):
            for name in names + files:
                path = os.path.join(folder, name)
                paths[os.stat(path).st_ino] = path
        return paths

    def restore(self, folder, number, into, written, rng):
        os.makedirs(into)
        entries = {}
        synced = os.path.join(self.shadow, "folders", str(number))
        if os.path.exists(synced):
            with open(synced) as lines:
                entries = {name: int(inode) for inode, name in (line.rstrip("\n").split(" ", 1) for line in lines)}
        if folder and os.path.isdir(folder) and rng.random() < 0.5:
            entries = {entry.name: entry.inode() for entry in os.scandir(folder)}
        for name, inode in entries.items():
            path, content = written.get(inode), os.path.join(self.shadow, "inodes", str(inode))
            is_folder = os.path.isdir(path) if path else os.path.exists(os.path.join(self.shadow, "folders", str(inode)))
            if is_folder:
                self.restore(path, inode, os.path.join(into, name), written, rng)
            elif path and rng.random() < 0.5:
                shutil.copyfile(path, os.path.join(into, name))
            elif os.path.exists(content):
                shutil.copyfile(content, os.path.join(into, name))
            else:
                open(os.path.join(into, name), "w").close()


def arguments_of(way, index, changes):
    if way == "rollback":
        return ["--rollback"]
    return [index.archive(changes), *(["--merge-from", "1"] if way == "large" else [])]


def tried_again(index, way, changes):
    """What is wrong when the change is begun anew."""
    if way == "rollback":  # either generation is right; loading everything again brings all of it back
        changes = dict(index.acknowledged)
        way = "small"
    status, said = index.run(*arguments_of(way, index, changes))
    if status != 0:
        return f"begun again, it ends with {status}: {said}"
    index.acknowledged.update(changes)
    return index.check()


def left_whole(index, way):
    """What is wrong with the index that a fault left behind."""
    if not index.acknowledged:
        return ""
    status, said = index.run("--check")
    if status != 0:
        return f"--check says: {said}"
    if way != "rollback" and index.total() < len(index.acknowledged):
        return f"{index.total()} articles, {len(index.acknowledged)} were acknowledged"
    return ""


def changes_of(way, index):
    return {} if way == "rollback" else some_changes(index, {"first": 600, "small": 60, "large": 600}[way])


def power_round(index, disk, way):
    changes = changes_of(way, index)
    arguments = arguments_of(way, index, changes)
    syncs = {"first": 25, "large": 25, "small": 12, "rollback": 5}[way]
    disk.sync_all()
    process = index.begin(*arguments, env=disk.environment(FAULT_CUT=str(index.rng.randrange(1, syncs))))
    said = process.communicate()[0]
    if process.returncode == 0:
        index.acknowledged.update(changes)
    elif process.returncode != 137 and way != "rollback":  # there may be nothing to go back to
        return f"it ends with {process.returncode} before the cut: {said}"
    disk.cut(index.rng)
    return left_whole(index, way) or tried_again(index, way, changes)


def error_round(index, disk, way, kind):
    changes = changes_of(way, index)
    arguments = arguments_of(way, index, changes)
    most = {"read": 60, "write": 120, "fsync": 20}[kind]
    disk.sync_all()
    process = index.begin(*arguments, env=disk.environment(FAULT_FAIL=f"{kind} {index.rng.randrange(1, most)}"))
    said = process.communicate()[0]
    if way == "small" and kind in ("write", "fsync") and process.returncode == -signal.SIGABRT and said.startswith("terminate called"):
        index.aborted += 1
    elif process.returncode < 0:
        return f"it dies of signal {-process.returncode}: {said}"
    if process.returncode == 0:
        index.acknowledged.update(changes)
    return left_whole(index, way) or tried_again(index, way, changes)


def main():
    options = options_of(__doc__)
    rng, tally, aborted = random.Random(options.seed), Tally(), 0
    for first in range(0, options.rounds, 10):
        with tempfile.TemporaryDirectory() as folder:
            index = Index(options.programs, folder, rng)
            index.aborted = 0
            disk = Disk(options.programs, index)
            for number in range(first, min(first + 10, options.rounds)):
                way = "first" if number == first else rng.choice(["small", "large", "rollback"])
                fault = rng.choice(["power", "power", "power", "read", "write", "fsync"])
                wrong = power_round(index, disk, way) if fault == "power" else error_round(index, disk, way, fault)
                tally.count(f"{way} {fault}", wrong)
                if wrong:
                    break  # what comes after a loss says nothing
        aborted += index.aborted
    print(f"{aborted} rounds were ended by Xapian")
    if aborted > max(1, options.rounds // 20):
        tally.count("abort", "these are too many to be Xapian's")
    return tally.end()


if __name__ == "__main__":
    sys.exit(main())
