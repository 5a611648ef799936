#!/usr/bin/env python3
"""Runs the commands of a session and compares what they print with what the session shows.

    run_session.py BIN_DIR TOP_DIR FILE

FILE is a .session file, or a Markdown file whose ```console blocks are the session. A line "$ COMMAND" is run by bash in an
empty folder with the programs on PATH and the sample corpus as ./samples; the lines up to the next command are what it prints,
stderr included. A last line "[exit N]" is its status, 0 where there is none. "..." alone on a line stands for any lines, and
inside a line for any characters. A line "# ..." before the first command is a remark.
"""
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile


def steps(text, is_markdown):
    """Each command with the lines expected of it."""
    if is_markdown:
        text = "\n".join(re.findall(r"^```console\n(.*?)^```", text, re.S | re.M))
    command, expected = None, []
    for line in text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, expected
            command, expected = line[2:], []
        elif command is not None:
            expected.append(line)
    if command:
        yield command, expected


def matches(expected, printed):
    """Whether the printed lines are the expected ones, "..." standing for anything."""
    if not expected:
        return not printed
    if expected[0] == "...":
        return any(matches(expected[1:], printed[n:]) for n in range(len(printed) + 1))
    form = ".*".join(re.escape(part) for part in expected[0].split("..."))
    return bool(printed) and re.fullmatch(form, printed[0]) is not None and matches(expected[1:], printed[1:])


def strip_blank_ends(lines):
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines


def main(bin_dir, top, path):
    environment = {"PATH": f"{bin_dir}:{os.environ['PATH']}", "LC_ALL": "C", "TZ": "Pacific/Apia", "HOME": "/nonexistent"}
    failures = count = 0
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(f"{top}/corpus/samples", f"{folder}/samples")
        for command, expected in steps(pathlib.Path(path).read_text(), path.endswith(".md")):
            count += 1
            run = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, stdout=subprocess.PIPE,
                                 stderr=subprocess.STDOUT, timeout=120)
            printed = run.stdout.decode(errors="backslashreplace").splitlines()
            if run.returncode:
                printed = strip_blank_ends(printed) + [f"[exit {run.returncode}]"]
            expected, printed = strip_blank_ends(expected), strip_blank_ends(printed)
            if not matches(expected, printed):
                failures += 1
                print(f"$ {command}")
                print("\n".join(difflib.unified_diff(expected, printed, "expected", "printed", lineterm="")))
    print(f"{count} commands, {failures} failed")
    return 1 if failures or not count else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if len(sys.argv) == 4 else __doc__)
