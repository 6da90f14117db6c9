"""Parsing of untrusted JSON within limits.

Stored, imported or received files may have been changed by users, accidents or attackers. All such JSON is
parsed here. The result has only objects without repeated names, lists, texts of valid characters, 64-bit
integers, finite numbers, true, false and null. Anything else raises JsonError. Time and memory are linear in
the length of the text.
"""

import json
import math
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lowexp_gui.regular_file import read_regular

# None, bool, int, float, str, list[Json], dict[str, Json]; the callers check the types that they need.
Json = Any

_LEAST, _MOST = -(2**63), 2**63 - 1
_LONGEST_INTEGER = 20
_LONGEST_FLOAT = 100


class JsonError(ValueError):
    """A text is not JSON, or JSON beyond the limits; the message is for the log."""


@dataclass(frozen=True)
class JsonLimits:
    """Limits of a JSON text.

    Attributes:
        size: bytes.
        depth: of lists and named values within each other.
        values: the most commas, and thus roughly the most values.
        text: characters in one text or name.
        paths: whether texts may be paths, in which Python encodes undecodable bytes as lone surrogates.
        not_finite: whether NaN and Infinity are read as numbers.
    """

    size: int = 1_000_000
    depth: int = 16
    values: int = 100_000
    text: int = 100_000
    paths: bool = False
    not_finite: bool = False


USUAL_LIMITS = JsonLimits()


def parse_json(content: str | bytes, limits: JsonLimits = USUAL_LIMITS) -> Json:
    """Parse a JSON text.

    Args:
        content: the text, as characters or UTF-8.

    Raises:
        JsonError: it is not JSON, or exceeds the limits.
    """
    text = _text(content, limits)
    value, end = _decode(text, len(text) - len(text.lstrip(_BLANKS)), limits)
    if text[end:].strip(_BLANKS):
        raise JsonError("there is more after its end")
    return value


def parse_json_fields(content: str | bytes, limits: JsonLimits = USUAL_LIMITS) -> dict[str, Json]:
    """Parse a JSON object.

    Raises:
        JsonError: it is something else, or exceeds the limits.
    """
    value = parse_json(content, limits)
    if not isinstance(value, dict):
        raise JsonError("it has no named values")
    return value


def parse_json_at(text: str, start: int, limits: JsonLimits = USUAL_LIMITS) -> tuple[Json, int]:
    """Parse the value that starts at an index of a text. Returns it and the index after its end.

    Raises:
        JsonError: there is none, or it or the text exceeds the limits.
    """
    return _decode(_text(text, limits), start, limits)


def read_json(path: Path, limits: JsonLimits = USUAL_LIMITS) -> Json:
    """Parse a JSON file; see `parse_json`.

    Raises:
        OSError: it is missing, cannot be read, is not a regular file, or is too large.
        JsonError: it is not JSON, or exceeds the limits.
        ValueError: the path has a character that is not allowed in paths.
    """
    return parse_json(read_regular(path, limits.size), limits)


def read_json_fields(path: Path, limits: JsonLimits = USUAL_LIMITS) -> dict[str, Json]:
    """Parse a file that contains a JSON object.

    Raises:
        OSError: it is missing, cannot be read, is not a regular file, or is too large.
        JsonError: it is something else, or exceeds the limits.
        ValueError: the path has a character that is not allowed in paths.
    """
    return parse_json_fields(read_regular(path, limits.size), limits)


_BLANKS = " \t\n\r"


def _text(content: str | bytes, limits: JsonLimits) -> str:
    if len(content) > limits.size:
        raise JsonError("it is too large")
    try:
        text = content.decode() if isinstance(content, bytes) else content
    except UnicodeDecodeError as error:
        raise JsonError("it is not UTF-8") from error
    if text.count(",") > limits.values:
        raise JsonError("it has too many values")
    return text


def _decode(text: str, start: int, limits: JsonLimits) -> tuple[Json, int]:
    try:
        value, end = (_WITH_NOT_FINITE if limits.not_finite else _STRICT).raw_decode(text, start)
    except JsonError:
        raise
    except (ValueError, IndexError) as error:
        raise JsonError(f"it is not JSON: {error}") from error
    except RecursionError as error:
        # Python's parser fails on deeply nested brackets.
        raise JsonError("it is nested too deep") from error
    _check(value, limits)
    return value, end


def _check(value: Json, limits: JsonLimits) -> None:
    """Raise JsonError for too deep nesting and for texts that are too long or invalid."""
    level, depth = [value], 0
    while level:
        below: list[Json] = []
        for each in level:
            if isinstance(each, str):
                _check_text(each, limits)
            elif isinstance(each, list | dict):
                if depth == limits.depth:
                    raise JsonError("it is nested too deep")
                below += each
                below += each.values() if isinstance(each, dict) else ()
        level, depth = below, depth + 1


def _check_text(text: str, limits: JsonLimits) -> None:
    if len(text) > limits.text:
        raise JsonError("a text is too long")
    try:
        # JSON allows lone surrogates, but UTF-8 does not. Python uses some of them in paths.
        if limits.paths:
            os.fsencode(text)
        else:
            text.encode()
    except UnicodeEncodeError as error:
        raise JsonError("a text holds half a character") from error


def _without_repeats(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise JsonError("it names a value twice")
    return found


def _integer(text: str) -> int:
    # The length is checked first, because Python is slow with thousands of digits or refuses them.
    if len(text) > _LONGEST_INTEGER or not _LEAST <= (number := int(text)) <= _MOST:
        raise JsonError("a whole number is too large")
    return number


def _number(text: str) -> float:
    if len(text) > _LONGEST_FLOAT:
        raise JsonError("a number has too many digits")
    number = float(text)
    if not math.isfinite(number):
        raise JsonError("a number is too large")
    return number


def _refused(name: str) -> float:
    raise JsonError(f"{name} is not a number")


def _decoder(constant: Any) -> json.JSONDecoder:
    return json.JSONDecoder(
        object_pairs_hook=_without_repeats, parse_int=_integer, parse_float=_number, parse_constant=constant
    )


_STRICT = _decoder(_refused)
_WITH_NOT_FINITE = _decoder(float)
