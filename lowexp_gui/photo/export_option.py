"""The declaration of an export option."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from lowexp_gui.translatable import Translatable

Value: TypeAlias = str | int | bool | None


@dataclass(frozen=True, kw_only=True)
class ExportOption:
    """One export option; its default is that of the field that declares it.

    Attributes:
        flag: on the command line, such as "--quality".
        title, hint: for the window; in a hint, %1 is replaced by the formats that use the option.
        help: for the command line; {formats} is replaced by the formats that use the option.
        all_formats: whether every format uses it; otherwise only the formats that name it in their
            declarations.
        prominent: whether the window always shows it; otherwise only after the user asks for more options.
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
        values: the allowed values.
        title_of_least: in the window, what the least value means, where it is no number of its kind; or None.
        unit: in the window, a unit after the number; or None.
    """

    values: range
    title_of_least: Translatable | None = None
    unit: Translatable | None = None


@dataclass(frozen=True, kw_only=True)
class SwitchOption(ExportOption):
    """Yes or no. On the command line, the flag selects the value that is not the default."""


@dataclass(frozen=True, kw_only=True)
class ChoiceOption(ExportOption):
    """One of several values.

    Attributes:
        words: the values by their names on the command line, in its order.
        titles: the titles of the values in the window, in its order: translatable texts or proper names.
    """

    words: Mapping[str, Value]
    titles: Mapping[Value, str]

    def word(self, value: Value) -> str:
        """The name of a value on the command line."""
        return next(word for word, each in self.words.items() if each == value)
