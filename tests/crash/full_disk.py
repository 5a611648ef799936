#!/usr/bin/env python3
"""Changes an index on a disk that is really full before they end; nothing acknowledged may be lost.

    full_disk.py BIN_DIR [--rounds N] [--seed N]

The index is in a tmpfs of this program's own, which needs a mount namespace: without the right to one it says so and ends with
77. Each round leaves it a random part of the room that a first load, a small or a large increment or a rollback takes. The command ends
well or with status 2 and a sentence; where Xapian 1.4 commits in place it may end the process instead, which is counted and must stay
rare. Full as the disk is, the index has to be sound by --check and hold every acknowledged article; with room again, it takes the
load that failed. 20 rounds by default, and DATELINE_ROUNDS times as many.
"""
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile

from kill import Index, Tally, options_of, some_changes

INSIDE = "DATELINE_IN_NAMESPACE"
PLENTY = 400 << 20


class Disk:
    """A tmpfs whose size changes, mounted within a `with`."""

    def __init__(self, folder):
        self.folder = folder

    def __enter__(self):
        os.mkdir(self.folder)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={PLENTY}", "tmpfs", self.folder], check=True)
        return self

    def __exit__(self, *unused):
        subprocess.run(["umount", self.folder], check=True)

    def used(self):
        of_disk = os.statvfs(self.folder)
        return (of_disk.f_blocks - of_disk.f_bfree) * of_disk.f_frsize

    def leave(self, room):
        subprocess.run(["mount", "-o", f"remount,size={self.used() + room}", self.folder], check=True)


def room_needed(index, disk, arguments):
    """What the command adds to the disk in the end, where there is room."""
    path, copy = index.path, index.path + "-copy"
    if os.path.exists(path):
        shutil.copytree(path, copy)
    before = disk.used()
    index.path = copy
    index.run(*arguments)
    index.path = path
    needed = disk.used() - before
    shutil.rmtree(copy, ignore_errors=True)
    return max(needed, 100_000)


def is_xapians_end(way, status, said):
    return way == "small" and status == -signal.SIGABRT and said.startswith("terminate called")


def full_round(index, disk, way):
    """One way to change the index in too little room. Returns what is wrong afterwards."""
    before = dict(index.acknowledged)
    changes = {} if way == "rollback" else some_changes(index, {"first": 2000, "small": 200, "large": 2000}[way])
    arguments = ["--rollback"] if way == "rollback" else [index.archive(changes), *(["--merge-from", "1"] if way == "large" else [])]
    disk.leave(int(index.rng.random() ** 2 * 2 * room_needed(index, disk, arguments)))
    status, said = index.run(*arguments)
    if is_xapians_end(way, status, said):
        index.aborted += 1
    elif status not in (0, 2) or (status == 2 and not said.startswith("dateline-index: ")):
        return f"it ends with {status}: {said}"
    index.failed += status != 0
    if status == 0:
        index.acknowledged.update(changes)
    if way == "rollback":
        index.acknowledged = {}  # either generation is right
    exists = os.path.exists(os.path.join(index.path, "XAPIANDB"))
    wrong = index.check() if exists or index.acknowledged else ""
    disk.leave(PLENTY)
    if wrong:
        return f"with the disk full, after a status of {status}: {wrong}"
    again = {**before, **changes} if way == "rollback" else changes
    status, said = index.run(index.archive(again), *arguments[1:])
    index.acknowledged.update(again)
    return index.check() if status == 0 else f"begun again, it ends with {status}: {said}"


def in_namespace():
    """Runs this program again where it may mount; 77 if nobody may."""
    inside = ["unshare", "--user", "--map-root-user", "--mount"]
    if shutil.which("unshare") is None or subprocess.run([*inside, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True).returncode:
        print("full_disk.py: skipped: a disk of its own cannot be mounted here")
        return 77
    return subprocess.run([*inside, sys.executable, *sys.argv], env=dict(os.environ, **{INSIDE: "1"})).returncode


def main():
    options = options_of(__doc__)
    if INSIDE not in os.environ:
        return in_namespace()
    rng, tally, aborted, failed = random.Random(options.seed), Tally(), 0, 0
    for first in range(0, options.rounds, 10):
        with tempfile.TemporaryDirectory() as folder, Disk(os.path.join(folder, "disk")) as disk:
            index = Index(options.programs, folder, rng)
            index.path, index.aborted, index.failed = os.path.join(disk.folder, "index"), 0, 0
            for number in range(first, min(first + 10, options.rounds)):
                way = "first" if number == first else rng.choice(["small", "large", "rollback"])
                if way == "rollback" and not index.has_one_before():
                    way = "large"
                wrong = full_round(index, disk, way)
                tally.count(way, wrong)
                if wrong:
                    break  # what comes after a loss says nothing
            aborted, failed = aborted + index.aborted, failed + index.failed
    print(f"{failed} rounds had too little room, {aborted} of them were ended by Xapian")
    if aborted > max(1, options.rounds // 20):
        tally.count("abort", "these are too many to be Xapian's")
    if failed == 0:
        tally.count("room", "there was always enough: nothing was tested")
    return tally.end()


if __name__ == "__main__":
    sys.exit(main())
