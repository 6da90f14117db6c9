"""The export options of `lowexp enhance`."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from lowexp_gui.photo.encoding import EXPORT_OPTIONS, USUAL, Encoding
from lowexp_gui.photo.export_option import ChoiceOption, ExportOption, NumberOption
from lowexp_gui.photo.formats.photo_format import formats_with


def encoding_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the export options to a command, which receives them as `encoding`."""

    @wraps(command)
    def with_encoding(*arguments: Any, **values: Any) -> Any:
        chosen = {name: _value(name, option, values.pop(name)) for name, option in EXPORT_OPTIONS.items()}
        return command(*arguments, encoding=Encoding(**chosen), **values)

    added: Callable[..., Any] = with_encoding
    for name in reversed(list(EXPORT_OPTIONS)):
        added = _click_option(name, EXPORT_OPTIONS[name])(added)
    return added


def _click_option(name: str, option: ExportOption) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    usual = getattr(USUAL, name)
    about = option.help.format(formats=_listed([each.about.title for each in formats_with(name)]))
    if isinstance(option, NumberOption):
        numbers = click.IntRange(option.values[0], option.values[-1])
        return click.option(option.flag, name, type=numbers, default=usual, show_default=True, help=about)
    if isinstance(option, ChoiceOption):
        words, usual = click.Choice(list(option.words)), option.word(usual)
        return click.option(option.flag, name, type=words, default=usual, show_default=True, help=about)
    return click.option(option.flag, name, is_flag=True, help=about)


def _value(name: str, option: ExportOption, given: Any) -> Any:
    """The value of a word, number or flag."""
    if isinstance(option, ChoiceOption):
        return option.words[given]
    return given if isinstance(option, NumberOption) else getattr(USUAL, name) != given


def _listed(names: list[str]) -> str:
    """The names as a list, such as “JPEG, WebP and AVIF”."""
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)
