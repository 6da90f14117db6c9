"""Messages for the user: a sentence template with values, and errors that carry one.

The command line shows `str(sentence)`. The window translates the template and then inserts the values.
A stored sentence of an earlier version has only its English text; it becomes a template without values.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, TypeAlias, TypeVar

from lowexp_gui.counting import counted
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

CONTEXT = "sentences"
"""The context in which the window looks up templates."""
_PLACE = re.compile(r"\{([a-z_]+)\}")
# Limits for sentences from JSON: characters, and sentences within each other.
_LONGEST, _DEEPEST = 2000, 8


@dataclass(frozen=True)
class Counted:
    """A number with its noun, such as 3 scenes.

    Attributes:
        number: the number.
        one: the noun in the singular.
        many: the noun in the plural.
    """

    number: int
    one: str
    many: str

    def __str__(self) -> str:
        """English text, such as “1 scene” or “3 scenes”."""
        return counted(self.number, self.one, self.many)


@dataclass(frozen=True, init=False)
class Sentence:
    """A sentence for the user, or a part of one: a template and its values.

    Attributes:
        template: English text with placeholders such as `{photo}`.
        values: for each placeholder: a name, a number, a `Counted`, or a nested sentence.
    """

    template: str
    values: tuple[tuple[str, "Value"], ...]

    def __init__(self, template: str, /, **values: "Value") -> None:
        """A sentence; a placeholder without a value is left unchanged."""
        object.__setattr__(self, "template", template)
        # Sorted, so that equality does not depend on the order of the arguments.
        object.__setattr__(self, "values", tuple(sorted(values.items(), key=lambda each: each[0])))

    def __str__(self) -> str:
        """The English text."""
        return self.shown(self.template, str)

    def __bool__(self) -> bool:
        """Whether it is not empty."""
        return bool(self.template)

    def having(self, **values: "Value") -> "Sentence":
        """The sentence with additional values."""
        return Sentence(self.template, **{**dict(self.values), **values})

    def shown(self, template: str, convert: Callable[["Value"], str]) -> str:
        """A translated template with the values inserted, each converted by `convert`."""
        # Each is converted once, however often it occurs: nested sentences would take exponential time.
        texts = {name: convert(value) for name, value in self.values}
        return _PLACE.sub(lambda place: texts.get(place[1], place[0]), template)


NO_SENTENCE = Sentence("")
Value: TypeAlias = str | int | Counted | Sentence
_Value = TypeVar("_Value", bound=Value)


class UserError(Exception):
    """An error that the user can act on.

    Attributes:
        sentence: what happened to which file, and what to do; `str(error)` gives it in English.
    """

    def __init__(self, sentence: Sentence) -> None:
        """An error with a sentence."""
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        """The sentence in English."""
        return str(self.sentence)


def in_quotes(name: str | PurePath) -> str:
    """A name in quotation marks."""
    return f"“{name}”"


def system_reason(error: OSError | ValueError) -> Sentence:
    """Why the system refused a file, in the system's words if it gives any."""
    reason = getattr(error, "strerror", None)
    return Sentence(reason or QT_TRANSLATE_NOOP("sentences", "its name is not valid"))


SYSTEM_REASONS = (
    QT_TRANSLATE_NOOP("sentences", "Permission denied"),
    QT_TRANSLATE_NOOP("sentences", "Input/output error"),
    QT_TRANSLATE_NOOP("sentences", "Not a directory"),
    QT_TRANSLATE_NOOP("sentences", "File name too long"),
    QT_TRANSLATE_NOOP("sentences", "Read-only file system"),
    QT_TRANSLATE_NOOP("sentences", "No space left on device"),
)
"""System messages that are translated."""


def sentence_fields(sentence: Sentence) -> dict[str, Any]:
    """A sentence as JSON fields."""
    return {
        "template": sentence.template,
        "values": {name: _value_fields(value) for name, value in sentence.values},
    }


def _value_fields(value: Value) -> Any:
    if isinstance(value, Sentence):
        return sentence_fields(value)
    if isinstance(value, Counted):
        return {"number": value.number, "one": value.one, "many": value.many}
    return value


def sentence_from(fields: Any) -> Sentence:
    """A sentence from JSON: from its fields, or from a plain text, as stored by earlier versions.

    Raises:
        ValueError: it is not a sentence, too long (2000 characters), or nested too deep (8 sentences).
    """
    return _checked(Sentence(fields)) if isinstance(fields, str) else _nested_from(fields, _DEEPEST)


def _nested_from(fields: Any, depth: int) -> Sentence:
    if not isinstance(fields, Mapping) or set(fields) != {"template", "values"} or depth == 0:
        raise ValueError("no sentence")
    template, values = fields["template"], fields["values"]
    if not isinstance(template, str) or not isinstance(values, Mapping):
        raise ValueError("no sentence")
    read = {name: _value_from(value, depth - 1) for name, value in values.items()}
    return _checked(Sentence(_checked(template), **read))


def _value_from(fields: Any, depth: int) -> Value:
    if isinstance(fields, str) or type(fields) is int:
        return _checked(fields)
    if isinstance(fields, Mapping) and set(fields) == {"number", "one", "many"}:
        number, one, many = fields["number"], fields["one"], fields["many"]
        if type(number) is int and isinstance(one, str) and isinstance(many, str):
            return _checked(Counted(number, one, many))
    return _nested_from(fields, depth)


def _checked(value: _Value) -> _Value:
    if len(str(value)) > _LONGEST:
        raise ValueError("a sentence is too long")
    return value
