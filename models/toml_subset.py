"""Reads the small part of TOML that the files in this folder use.

Python gained a TOML reader of its own in 3.11, and Debian's and Ubuntu's older Pythons must be able to
run `prepare` before anything is installed. Known here: tables, arrays of tables, strings in double
quotes, whole and decimal numbers, true and false, and arrays and inline tables that end on their line.
Anything else is refused, with its line number.
"""

import json
import re
from pathlib import Path

TABLE = re.compile(r"\[([\w.-]+)\]$")
TABLE_OF_ARRAY = re.compile(r"\[\[([\w-]+)\]\]$")
TOKEN = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[\w.+-]+|[\[\]{}=,])')


class TomlError(ValueError):
    """The text is not TOML, or uses a part of TOML that this reader does not know."""


def load(path):
    """The tables of a file, as nested dictionaries and lists."""
    try:
        return loads(Path(path).read_text(encoding="utf-8"))
    except TomlError as error:
        raise TomlError(f"{path}: {error}") from None


def loads(text):
    """The tables of a text, as nested dictionaries and lists."""
    root = {}
    table = root
    for number, raw in enumerate(text.splitlines(), start=1):
        line = _without_comment(raw).strip()
        if not line:
            continue
        try:
            if match := TABLE_OF_ARRAY.match(line):
                table = {}
                root.setdefault(match[1], []).append(table)
            elif match := TABLE.match(line):
                table = root
                for key in match[1].split("."):
                    table = table.setdefault(key, {})
            else:
                _read_pair(line, table)
        except TomlError as error:
            raise TomlError(f"line {number}: {error}") from None
    return root


def _without_comment(line):
    inside_string = False
    for position, character in enumerate(line):
        if character == '"' and line[position - 1 : position] != "\\":
            inside_string = not inside_string
        elif character == "#" and not inside_string:
            return line[:position]
    return line


def _read_pair(line, table):
    tokens = _tokens(line)
    key, value = _pair(tokens)
    if tokens:
        raise TomlError(f"'{tokens[0]}' after the value of '{key}' is not understood")
    if key in table:
        raise TomlError(f"'{key}' is given twice")
    table[key] = value


def _tokens(line):
    tokens, position = [], 0
    while position < len(line):
        match = TOKEN.match(line, position)
        if match is None:
            raise TomlError(f"'{line[position:].strip()}' is not understood")
        tokens.append(match[1])
        position = match.end()
    return tokens


def _pair(tokens):
    key = _take(tokens)
    if not re.fullmatch(r"[\w-]+", key):
        raise TomlError(f"'{key}' is not a plain name")
    if _take(tokens) != "=":
        raise TomlError(f"'=' is missing after '{key}'")
    return key, _value(tokens)


def _value(tokens):
    token = _take(tokens)
    if token == "[":
        return _list_until("]", tokens, _value)
    if token == "{":
        return dict(_list_until("}", tokens, _pair))
    if token in ("true", "false"):
        return token == "true"
    if token.startswith('"'):
        return json.loads(token)  # JSON's escapes are a subset of TOML's
    for number in (int, float):
        try:
            return number(token)
        except ValueError:
            pass
    raise TomlError(f"'{token}' is not a value")


def _list_until(closing, tokens, read_item):
    items = []
    while True:
        if tokens and tokens[0] == closing:
            tokens.pop(0)
            return items
        items.append(read_item(tokens))
        if tokens and tokens[0] == ",":
            tokens.pop(0)
        elif not tokens or tokens[0] != closing:
            raise TomlError(f"'{closing}' is missing: a list must end on the line it began")


def _take(tokens):
    if not tokens:
        raise TomlError("the line ends too early")
    return tokens.pop(0)
