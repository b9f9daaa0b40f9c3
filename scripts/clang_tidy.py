"""Runs clang-tidy over sources that have not passed before.

Usage: clang_tidy.py TIDY BUILD_FOLDER CACHE_FOLDER [FILE...]

BUILD_FOLDER holds compile_commands.json. FILEs are sources or headers: the sources among them, and those that
include one of them, are checked; without a FILE all are. A source that passed is remembered in CACHE_FOLDER by a
fingerprint of clang-tidy's version, .clang-tidy, its compile command, itself and the headers of ours that it
includes. Exit code 1: findings, each shown once its source is done.
"""
import hashlib
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@cache
def headers_of(name):
    """Our headers that a file includes, directly or through others. Includes are written from the root."""
    found, left = set(), [name]
    while left:
        text = (ROOT / left.pop()).read_text()
        for header in re.findall(r'^#include "([^"]+)"', text, re.M):
            if header not in found and (ROOT / header).exists():
                found.add(header)
                left.append(header)
    return found


def read_commands(build):
    """The compile command of each source of ours that is not generated."""
    commands = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        source = Path(entry["file"]).resolve()
        if source.is_relative_to(ROOT) and not source.is_relative_to(ROOT / "build"):
            commands[str(source.relative_to(ROOT))] = entry["command"].replace(str(ROOT), ".")
    return commands


def fingerprint(source, command, version):
    digest = hashlib.sha256(f"{version}\n{command}\n".encode())
    for name in [".clang-tidy", source, *sorted(headers_of(source))]:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()[:40]


def main():
    tidy, build, passed, *files = sys.argv[1:]
    build, passed = Path(build), Path(passed)
    passed.mkdir(parents=True, exist_ok=True)
    version = subprocess.run([tidy, "--version"], check=True, capture_output=True, text=True).stdout
    commands = read_commands(build)
    chosen = {name for name in commands if not files or {name, *headers_of(name)} & set(files)}
    marks = {source: passed / fingerprint(source, commands[source], version) for source in sorted(chosen)}
    left = [source for source, mark in marks.items() if not mark.exists()]
    print(f"clang-tidy: {len(left)} sources to check, {len(marks) - len(left)} passed before", file=sys.stderr)

    def check(source):
        # Some compiler options are GCC's alone.
        command = [tidy, "--quiet", "-p", build, "--extra-arg=-Wno-unknown-warning-option", source]
        command.insert(1, "--extra-arg=-Wno-unused-command-line-argument")
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    failed = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        running = {pool.submit(check, source): source for source in left}
        for number, done in enumerate(as_completed(running), 1):
            source, result = running[done], done.result()
            print(f"[{number}/{len(left)}] {source}", file=sys.stderr)
            if result.returncode == 0:
                marks[source].touch()
            else:
                failed += 1
                print(result.stdout or result.stderr, file=sys.stderr)
    if failed:
        sys.exit(f"clang-tidy: findings in {failed} sources")


main()
