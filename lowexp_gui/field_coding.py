"""Conversion of frozen dataclasses to JSON and back, for stored files."""

import json
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from lowexp_gui.errors import Sentence, sentence_fields, sentence_from
from lowexp_gui.strict_json import Json, JsonLimits, parse_json

Value = TypeVar("Value")
ADDED_LATER = "added later"
"""Metadata of a field, true if earlier versions of the program had no such field; see `to_key`."""
_LIMITS = JsonLimits(size=10_000_000, values=1_000_000, paths=True)


def to_json(value: object) -> str:
    """A dataclass of plain values, enums, paths, tuples and nested dataclasses as a line with sorted keys."""
    return json.dumps(_plain(value), sort_keys=True)


def to_key(value: object) -> str:
    """As `to_json`, but without fields that are marked by ADDED_LATER and have their default.

    So values that an earlier version could have still give its text, and keys that were made of it are found.
    `from_json` reads the text.
    """
    return json.dumps(_plain(value, as_before=True), sort_keys=True)


def to_fields(value: object) -> dict[str, object]:
    """A dataclass as the fields that `to_json` writes."""
    return typing.cast("dict[str, object]", _plain(value))


def from_json(kind: type[Value], text: str) -> Value:
    """Parse a text made by `to_json` into a dataclass; missing fields get their defaults.

    Raises:
        ValueError: the text is not of this kind.
    """
    return from_fields(kind, parse_json(text, _LIMITS), more=True)


def from_fields(kind: type[Value], found: Json, *, more: bool = False) -> Value:
    """Make a dataclass from named values; missing ones get their defaults.

    Args:
        found: parsed by `strict_json`.
        more: whether unknown names are allowed and ignored.

    Raises:
        ValueError: a required value is missing, a type or name is wrong, or the dataclass refuses a value.
    """
    try:
        return typing.cast("Value", _typed(kind, found, more))
    except (TypeError, KeyError, AttributeError, ArithmeticError, RecursionError) as error:
        raise ValueError(f"no {kind.__name__}: {error}") from error


def _plain(value: object, *, as_before: bool = False) -> object:
    if isinstance(value, Sentence):
        return sentence_fields(value)
    if is_dataclass(value) and not isinstance(value, type):
        kinds = _kinds(type(value))
        # 1 and 1.0 are equal values, so they must give the same text.
        return {
            each.name: float(found) if kinds[each.name] is float else _plain(found, as_before=as_before)
            for each in fields(value)
            for found in (getattr(value, each.name),)
            if not (as_before and each.metadata.get(ADDED_LATER) and found == each.default)
        }
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(each, as_before=as_before) for each in value]
    if isinstance(value, Enum):
        return _plain(value.value)
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"{type(value)} is not kept on disk")


def _typed(kind: Any, found: Any, more: bool) -> object:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        kinds = [each for each in typing.get_args(kind) if each is not type(None)]
        return None if found is None else _typed(kinds[0], found, more)
    if origin is tuple:
        return _tuple(typing.get_args(kind), found, more)
    if kind is Sentence:
        return sentence_from(found)
    if is_dataclass(kind):
        return _dataclass(kind, found, more)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(found)
    if isinstance(kind, type) and issubclass(kind, Path):
        return _path(found)
    if kind is float and type(found) is int:
        return float(found)
    if type(found) is not kind:
        raise TypeError(f"a value is no {kind}")
    return found


def _tuple(kinds: tuple[Any, ...], found: Any, more: bool) -> tuple[object, ...]:
    if not isinstance(found, list):
        raise TypeError("a value is no list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_typed(kinds[0], each, more) for each in found)
    return tuple(_typed(kind, each, more) for kind, each in zip(kinds, found, strict=True))


def _path(found: Any) -> Path:
    if not isinstance(found, str) or "\0" in found:
        raise TypeError("a value is no path")
    return Path(found)


def _dataclass(kind: Any, found: Any, more: bool) -> object:
    if not isinstance(found, Mapping):
        raise TypeError(f"a value is no {kind.__name__}")
    if not more and not found.keys() <= {each.name for each in fields(kind)}:
        raise TypeError("there is a value of another name")
    values = {}
    for each in fields(kind):
        if each.name in found:
            values[each.name] = _typed(_kinds(kind)[each.name], found[each.name], more)
        elif each.default is MISSING and each.default_factory is MISSING:
            raise KeyError(each.name)
    return kind(**values)


@cache
def _kinds(kind: Any) -> Mapping[str, Any]:
    return typing.get_type_hints(kind)
