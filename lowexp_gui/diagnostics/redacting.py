"""Removal of names of photos and folders from the texts of a crash report.

It is deliberately broad: quoted words, paths, and lines that name a file are removed.
"""

import logging
import re
import traceback
from collections.abc import Iterator
from pathlib import Path

from lowexp_gui.photo.finding import SUFFIXES

_LEFT_OUT = "…"
# Everything from the first to the last quotation mark of a line is removed, because a name may contain some
# itself.
_OPENING = re.compile("[\"'`“‘„«‹]")  # noqa: RUF001
_CLOSING = "\"'`”’“»›"  # noqa: RUF001
# Paths often contain spaces, so a path ends at the end of the line or clause.
_WORD = re.compile(r"[^\s(]+")
_SLASH = re.compile(r"[\\/]")
_NAMED = "|".join(
    re.escape(suffix) for suffix in (*sorted(SUFFIXES), ".json", ".safetensors", ".lowexp-model")
)
_PHOTO = re.compile(rf"({_NAMED})\b", re.IGNORECASE)
_CODE_FILE = re.compile(r'(?<=File ")[^"]*(?=")')
_LONGEST_LINE = 500


def redacted(text: str) -> str:
    """The text without quoted words, paths and names of photos."""
    return "\n".join(_redacted_line(line) for line in text.splitlines())


def redacted_record(record: logging.LogRecord) -> str:
    """The redacted message of a log record; the program's own words are kept."""
    arguments = record.args if isinstance(record.args, tuple) else ()
    if not arguments:
        return _PHOTO.sub(_LEFT_OUT, redacted(record.getMessage()))
    try:
        return str(record.msg) % tuple(_argument(each) for each in arguments)
    except (TypeError, ValueError):
        return _LEFT_OUT


def redacted_traceback(error: BaseException) -> str:
    """An exception with its traceback and its causes, redacted."""
    return "\n".join(_lines(traceback.TracebackException.from_exception(error, max_group_depth=3)))


def with_short_code_paths(dump: str) -> str:
    """A dump of Python's fault handler with paths of code shortened to the package."""
    return _CODE_FILE.sub(lambda found: _short(found[0]), dump)


def _lines(error: traceback.TracebackException) -> Iterator[str]:
    cause = error.__cause__
    context = None if error.__suppress_context__ else error.__context__
    if cause is not None:
        yield from _lines(cause)
        yield "which caused:"
    elif context is not None:
        yield from _lines(context)
        yield "while that was handled:"
    for frame in error.stack:
        yield f'  File "{_short(frame.filename)}", line {frame.lineno}, in {frame.name}'
        if frame.line:
            # Source lines of the program or of a library are safe.
            yield f"    {frame.line.strip()}"
    name = getattr(error.exc_type, "__qualname__", "an exception")
    yield f"{name}: {redacted(str(error))}"


def _short(filename: str) -> str:
    """The path of a code file, starting at its package."""
    parts = re.split(r"[\\/]", filename)
    for start in ("site-packages", "dist-packages", "_internal"):
        if start in parts:
            return "/".join(parts[parts.index(start) + 1 :])
    if "lowexp_gui" in parts:
        return "/".join(parts[len(parts) - 1 - parts[::-1].index("lowexp_gui") :])
    return "/".join(parts[-2:])


def _argument(value: object) -> object:
    if isinstance(value, int | float) or value is None:
        return value
    if isinstance(value, Path):
        return f"(a file {value.suffix})" if _PHOTO.fullmatch(value.suffix) else "(a file)"
    if isinstance(value, BaseException):
        return f"{type(value).__name__}: {redacted(str(value))}"
    return redacted(str(value))


def _redacted_line(line: str) -> str:
    line = _without_paths(_without_quoted(line[:_LONGEST_LINE]))
    return _LEFT_OUT if _PHOTO.search(line) else line


def _without_quoted(line: str) -> str:
    opening = _OPENING.search(line)
    closing = max(line.rfind(mark) for mark in _CLOSING)
    if opening is None or closing <= opening.start():
        return line
    return line[: opening.start()] + _LEFT_OUT + line[closing + 1 :]


def _without_paths(line: str) -> str:
    parts: list[str] = []
    place = 0
    for word in _WORD.finditer(line):
        slash = _SLASH.search(word.group()) if word.start() >= place else None
        if slash is not None:
            end = line.find(": ", word.start() + slash.start() + 1)
            parts += [line[place : word.start()], _LEFT_OUT]
            place = end if end >= 0 else len(line)
    return "".join([*parts, line[place:]])
