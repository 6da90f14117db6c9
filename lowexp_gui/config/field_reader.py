"""Typed reading of the fields of a stored file: an invalid value is replaced by its default and recorded."""

from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeGuard, TypeVar

from lowexp_gui.strict_json import Json

Usual = TypeVar("Usual")
Choice = TypeVar("Choice", bound=StrEnum)
_LONGEST_TEXT = 20_000


class FieldReader:
    """Reads typed fields; a missing one, or null, gives the default.

    Attributes:
        odd: names of the fields with invalid values.
    """

    def __init__(self, fields: Mapping[str, Json]) -> None:
        """A reader of fields that `strict_json` has parsed."""
        self._fields = fields
        self.odd: list[str] = []

    def text(self, name: str, usual: str = "") -> str:
        """A text."""
        found = self._fields.get(name)
        return found if _is_text(found) else self._usual(name, usual)

    def checked_text(self, name: str, is_valid: Callable[[str], bool], usual: str) -> str:
        """A text that a check accepts."""
        found = self._fields.get(name)
        return found if _is_text(found) and is_valid(found) else self._usual(name, usual)

    def truth(self, name: str, usual: bool) -> bool:
        """True or false."""
        found = self._fields.get(name)
        return found if isinstance(found, bool) else self._usual(name, usual)

    def number(self, name: str, allowed: Collection[int], usual: Usual) -> int | Usual:
        """One of the allowed whole numbers."""
        found = self._fields.get(name)
        return found if type(found) is int and found in allowed else self._usual(name, usual)

    def one_of(self, name: str, allowed: Iterable[Usual], usual: Usual) -> Usual:
        """One of the allowed texts or whole numbers."""
        found = self._fields.get(name)
        if isinstance(found, str) or type(found) is int:
            for each in allowed:
                if each == found:
                    return each
        return self._usual(name, usual)

    def choice(self, name: str, allowed: Iterable[Choice], usual: Usual) -> Choice | Usual:
        """One of the allowed choices."""
        found = self._fields.get(name)
        by_text = {each.value: each for each in allowed}
        return by_text[found] if isinstance(found, str) and found in by_text else self._usual(name, usual)

    def path(self, name: str) -> Path | None:
        """A path; None for an empty text."""
        found = self._fields.get(name)
        if _is_text(found) and "\0" not in found:
            return Path(found) if found else None
        return self._usual(name, None)

    def texts(self, name: str) -> tuple[str, ...]:
        """A tuple of texts."""
        found = self._fields.get(name)
        texts = tuple(filter(_is_text, found)) if isinstance(found, list) else self._usual(name, ())
        if isinstance(found, list) and len(texts) < len(found):
            self.odd.append(name)
        return texts

    def paths(self, name: str) -> tuple[Path, ...]:
        """A tuple of paths."""
        texts = self.texts(name)
        paths = tuple(Path(each) for each in texts if each and "\0" not in each)
        if len(paths) < len(texts):
            self.odd.append(name)
        return paths

    def fields(self, name: str) -> Mapping[str, Json]:
        """Named values."""
        found = self._fields.get(name)
        return found if isinstance(found, dict) else self._usual(name, {})

    def within(self, name: str) -> "FieldReader":
        """A reader of nested fields that shares `odd`."""
        reader = FieldReader(self.fields(name))
        reader.odd = self.odd
        return reader

    def _usual(self, name: str, usual: Usual) -> Usual:
        if self._fields.get(name) is not None:
            self.odd.append(name)
        return usual


def _is_text(found: Json) -> TypeGuard[str]:
    return isinstance(found, str) and len(found) <= _LONGEST_TEXT
