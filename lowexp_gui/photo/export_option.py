"""What is declared of a choice about files that are written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from lowexp_gui.translatable import Translatable

Value: TypeAlias = str | int | bool | None


@dataclass(frozen=True, kw_only=True)
class ExportOption:
    """One thing that a person chooses for files; its usual value is that of the field that declares it.

    Attributes:
        flag: on the command line, such as "--quality".
        title, hint: for the window; in a hint, %1 stands for the formats that heed it.
        help: for the command line; {formats} stands for the formats that heed it.
        all_formats: whether every format heeds it; else those do that name it in their declarations.
        prominent: whether the window always shows it; else it is folded away until a person asks for more.
    """

    flag: str
    title: Translatable
    hint: Translatable
    help: str
    all_formats: bool = False
    prominent: bool = False


@dataclass(frozen=True, kw_only=True)
class NumberOption(ExportOption):
    """A whole number.

    Attributes:
        values: those that there are.
    """

    values: range


@dataclass(frozen=True, kw_only=True)
class SwitchOption(ExportOption):
    """Yes or no. On the command line, the flag chooses what is not usual."""


@dataclass(frozen=True, kw_only=True)
class ChoiceOption(ExportOption):
    """One of several values.

    Attributes:
        words: the values by what the command line calls them, in its order.
        titles: what the window calls the values, in its order: a text to be translated, or a proper name.
    """

    words: Mapping[str, Value]
    titles: Mapping[Value, str]

    def word(self, value: Value) -> str:
        """What the command line calls a value."""
        return next(word for word, each in self.words.items() if each == value)
