#!/usr/bin/env python3
"""Loads where threads, memory or room are few, or Xapian writes another format; no program may die of it.

    scarce.py BIN_DIR [--rounds N] [--seed N]

Threads: the system starts 0 to 5 of them; the load ends well with one, and says what it lacks without any; what it writes is the same. Memory: the address space
is limited, between what suffices and too little for anything; the load ends well or with status 2 and a sentence. Room: the disk says
that it has 1 MB left; a change in place is refused before it begins, since Xapian 1.4 may end the process where it runs out. Format: the version
file of a new database reads as another Xapian's; the load goes through the API, says so without --verbose and leaves nothing half
made. After each the index holds what was acknowledged and takes the load that failed. 20 limits of memory by default.
"""
import os
import random
import resource
import subprocess
import sys
import tempfile

from kill import Index, Tally, options_of, some_changes


def changes_and_arguments(index, way):
    changes = some_changes(index, {"first": 2000, "merge": 2000, "in place": 100}[way])
    return changes, [index.archive(changes), *(["--merge-from", "1"] if way == "merge" else [])]


def end_of(index, way, allowed, **options):
    """What is wrong with a load that may end with `allowed`; whatever it lacked, it comes to its end when begun again."""
    changes, arguments = changes_and_arguments(index, way)
    status, said = index.run(*arguments, **options)
    if status not in allowed or (status == 2 and not said.startswith("dateline-index: ")):
        return f"it ends with {status}: {said}"
    if status == 0:
        index.acknowledged.update(changes)
    if index.acknowledged and index.check():
        return index.check()
    status, said = index.run(*arguments)
    index.acknowledged.update(changes)
    return index.check() if status == 0 else f"begun again, it ends with {status}: {said}"


def in_new_index(programs, rng, ways, wrong_of):
    """The first that goes wrong of ways to change one index, after each other."""
    with tempfile.TemporaryDirectory() as folder:
        index = Index(programs, folder, rng)
        for way in ways:
            wrong = wrong_of(index, way)
            if wrong:
                return f"{way}: {wrong}"
    return ""


def environment(index, **settings):
    library = os.path.join(index.programs, "libscarce.so")
    os.stat(library)  # one that is missing is not preloaded, and the program runs without a word
    return dict(os.environ, LD_PRELOAD=library, **settings)


def words_of(index):
    """The words file of the only generation, without its header, which names the database."""
    (generation,) = (name for name in os.listdir(index.path) if name.startswith("generation-"))
    with open(os.path.join(index.path, generation, "words"), "rb") as words:
        words.seek(104)
        return words.read()


def few_threads(index, way, most):
    wrong = end_of(index, way, [0] if most > 0 else [0, 2], env=environment(index, SCARCE_THREADS=str(most)))
    if wrong or way != "first":
        return wrong
    with tempfile.TemporaryDirectory() as folder:
        other = Index(index.programs, folder, index.rng)
        other.run(other.archive(index.acknowledged))
        return "" if words_of(other) == words_of(index) else "its words file is another one than with many threads"


def limit(most):
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def least_memory(programs):
    """Bytes of address space with which the program begins at all."""
    most = 32 << 20
    while subprocess.run([f"{programs}/dateline-index", "--version"], capture_output=True, preexec_fn=lambda: limit(most)).returncode:
        most += 8 << 20
    return most


def little_memory(index, way, most):
    return end_of(index, way, [0, 2], preexec_fn=lambda: limit(most))


def little_room(index, way):
    if way == "first":
        return end_of(index, way, [0])
    changes, arguments = changes_and_arguments(index, way)
    status, said = index.run(*arguments, env=environment(index, SCARCE_ROOM=str(1 << 20)))
    if status != 2 or "has 1 MB left" not in said:
        return f"it ends with {status}: {said}"
    return index.check()


def another_format(index, way):
    other = os.path.join(index.folder, "iamglass-other")
    with open(other, "wb") as out:
        out.write(b"\x0f\x0dXapian Glass\x04\x6f" + bytes(100))
    changes, arguments = changes_and_arguments(index, way)
    status, said = index.run(*arguments, env=environment(index, SCARCE_VERSION=other))
    if status != 0:
        return f"it ends with {status}: {said}"
    if "a format that the bulk builder does not know: writing through its API" not in said:
        return f"it does not say what it does: {said}"
    generations = [name for name in os.listdir(index.path) if name.startswith("generation-")]
    if len(generations) != 1:
        return f"there are {sorted(generations)}"
    index.acknowledged.update(changes)
    return index.check()


def main():
    options = options_of(__doc__)
    rng, tally, programs = random.Random(options.seed), Tally(), options.programs
    ways = ["first", "merge", "in place"]
    for most in range(6):
        tally.count("threads", in_new_index(programs, rng, ways, lambda index, way: few_threads(index, way, most)))
    least = least_memory(programs)
    for n in range(options.rounds):
        most = least + n * (400 << 20) // options.rounds
        tally.count("memory", in_new_index(programs, rng, ways, lambda index, way: little_memory(index, way, most)))
    tally.count("room", in_new_index(programs, rng, ["first", "in place"], little_room))
    tally.count("format", in_new_index(programs, rng, ["first", "merge"], another_format))
    return tally.end()


if __name__ == "__main__":
    sys.exit(main())
