#!/usr/bin/env python3
"""Compares two folders of reports and prints every value that differs.

    tests/tools/compare_reports.py BEFORE AFTER [--ignore PATTERN]... [--tolerance ABS] [--summary]

All `*.json` files of both folders are paired by their relative path. Objects in a list are paired by what
names them (`name` or `id`, `side`, ...), so that one more of them is one difference. A pattern is a path with
`*` for one step and `**` for any number of them (`/gait/measures/*/mean`, `**/ci95`); what lies below it is
ignored too. Exit code: 0 where nothing differs, 1 where something does, 2 on wrong usage.
"""

import argparse
import difflib
import fnmatch
import json
import math
import os
import sys
from collections import Counter
from pathlib import Path

# Keys that name an object of a list: of every line the first that all objects have.
IDENTITY = (
    ("id", "name", "measure", "angle", "code", "key", "site", "cycle", "what"),
    ("side",),
    ("kind",),
    ("angle",),
    ("against",),
    ("pass",),
    ("population",),
)
# So many characters of a value are printed.
SHOWN = 80

MISSING = object()


class UsageError(Exception):
    """Something that the caller must put right."""


def identity_keys(objects):
    """The keys that name these objects; empty where nothing does."""

    def is_in_all(key):
        return all(key in o and not isinstance(o[key], (dict, list)) for o in objects)

    found = (next((key for key in line if is_in_all(key)), None) for line in IDENTITY)
    return list(dict.fromkeys(key for key in found if key))


def label(element, keys):
    """The step of a path that names an object: the values of its keys."""
    words = ("-" if element[key] is None else str(element[key]) for key in keys)
    return ",".join(words).replace("/", "~1")


def groups(elements, keys):
    """The objects by their label, in order."""
    found = {}
    for element in elements:
        found.setdefault(label(element, keys), []).append(element)
    return found


def aligned(before, after):
    """Pairs of two lists: equal ones first, what lies between them in order."""
    texts = [[json.dumps(v, sort_keys=True) for v in values] for values in (before, after)]
    matcher = difflib.SequenceMatcher(None, *texts, autojunk=False)
    for _, a, a_end, b, b_end in matcher.get_opcodes():
        for i in range(max(a_end - a, b_end - b)):
            yield (
                before[a + i] if a + i < a_end else MISSING,
                after[b + i] if b + i < b_end else MISSING,
            )


def in_pairs(before, after):
    """Pairs of two lists: by index where they are equally long, else aligned."""
    return zip(before, after) if len(before) == len(after) else aligned(before, after)


def children(before, after):
    """What two lists contain, as (step of the path, value before, value after)."""
    both = before + after
    keys = identity_keys(both) if both and all(isinstance(v, dict) for v in both) else []
    if not keys:
        for index, (a, b) in enumerate(in_pairs(before, after)):
            yield str(index), a, b
        return
    a_groups, b_groups = groups(before, keys), groups(after, keys)
    for name in dict.fromkeys([*a_groups, *b_groups]):
        pairs = list(in_pairs(a_groups.get(name, []), b_groups.get(name, [])))
        for index, (a, b) in enumerate(pairs):
            yield (name if len(pairs) == 1 else f"{name}#{index}"), a, b


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_same(a, b, tolerance):
    """Whether two values that contain no others are the same."""
    if is_number(a) and is_number(b):
        return a == b or abs(a - b) <= tolerance or (math.isnan(a) and math.isnan(b))
    return type(a) is type(b) and a == b


def are_numbers(values):
    return all(is_number(v) for v in values)


def differences(before, after, tolerance=0.0, path=(), folded=()):
    """Every difference as (path, path with `*` for each step of a list, value before, value after)."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys([*before, *after]):
            step = key.replace("/", "~1")
            values = before.get(key, MISSING), after.get(key, MISSING)
            yield from differences(*values, tolerance, (*path, step), (*folded, step))
    elif isinstance(before, list) and isinstance(after, list):
        if len(before) != len(after) and are_numbers(before + after):
            yield path, folded, before, after
            return
        for step, a, b in children(before, after):
            yield from differences(a, b, tolerance, (*path, step), (*folded, "*"))
    elif before is MISSING or after is MISSING or not is_same(before, after, tolerance):
        yield path, folded, before, after


def matches(steps, pattern):
    """Whether a path, or what it lies below, fits a pattern."""
    if not pattern:
        return True
    if pattern[0] == "**":
        return any(matches(steps[i:], pattern[1:]) for i in range(len(steps) + 1))
    return bool(steps) and fnmatch.fnmatchcase(steps[0], pattern[0]) and matches(steps[1:], pattern[1:])


def parse_pattern(text):
    if not text.strip("/*"):
        raise UsageError(f"a pattern that ignores everything: {text!r}")
    return tuple(text.strip("/").split("/"))


def shown(value):
    text = json.dumps(value, ensure_ascii=False)
    if len(text) <= SHOWN:
        return text
    if isinstance(value, list):
        return f"{len(value)} values"
    return text[: SHOWN - 1] + "…"


def sentence(before, after):
    if before is MISSING:
        return f"only after: {shown(after)}"
    if after is MISSING:
        return f"only before: {shown(before)}"
    return f"{shown(before)} → {shown(after)}"


def files_in(folder):
    if not folder.is_dir():
        raise UsageError(f"no such folder: {folder}")
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.json") if path.is_file()}


def load(path):
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error


def compare(before, after, ignored, tolerance, out, is_summary=False):
    """Prints the differences of two folders; returns how many there are."""
    a_files, b_files = files_in(before), files_in(after)
    if not a_files and not b_files:
        raise UsageError(f"no JSON files in {before} and {after}")
    counts = Counter()
    for name in sorted({*a_files, *b_files}):
        if name not in a_files or name not in b_files:
            print(f"{name}: only {'after' if name in b_files else 'before'}", file=out)
            counts["file on one side only"] += 1
            continue
        for path, folded, a, b in differences(load(a_files[name]), load(b_files[name]), tolerance):
            if any(matches(steps, pattern) for pattern in ignored for steps in (path, folded)):
                continue
            counts["/" + "/".join(folded)] += 1
            if not is_summary:
                print(f"{name}: /{'/'.join(path)}: {sentence(a, b)}", file=out)
    print_summary(counts, len(a_files.keys() & b_files.keys()), out)
    return sum(counts.values())


def print_summary(counts, pairs, out):
    print(f"\n{sum(counts.values())} differences in {pairs} pairs of files", file=out)
    for path, count in sorted(counts.items(), key=lambda c: (-c[1], c[0])):
        print(f"{path}: {count}", file=out)


def parse(arguments):
    parser = argparse.ArgumentParser(description="Compares two folders of reports.")
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--ignore", metavar="PATTERN", action="append", default=[],
                        help="a path not to compare, `*` for one step, `**` for any number")
    parser.add_argument("--tolerance", metavar="ABS", type=float, default=0.0,
                        help="by how much numbers may differ")
    parser.add_argument("--summary", action="store_true", help="print only the counts by path")
    options = parser.parse_args(arguments)
    if not (math.isfinite(options.tolerance) and options.tolerance >= 0.0):
        raise UsageError(f"not a tolerance: {options.tolerance}")
    return options


def main(arguments=None, out=None):
    out = out or sys.stdout
    try:
        options = parse(arguments)
        ignored = [parse_pattern(text) for text in options.ignore]
        count = compare(options.before, options.after, ignored, options.tolerance, out, options.summary)
    except UsageError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # whoever reads has seen enough: something differs
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
