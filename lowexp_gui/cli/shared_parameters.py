"""Options and parameter types that several commands share."""

import re
from collections.abc import Callable, Sequence

import click
from click.shell_completion import CompletionItem

from lowexp_gui.cores import usable_cores

BOTH_MODULES = "both"
"""In place of the name of one network's training."""


class LateChoice(click.ParamType):  # type: ignore[type-arg]
    """A choice of words from a module that is slow to import; it is imported only when they are needed."""

    def __init__(self, name: str, words: Callable[[], Sequence[str]]) -> None:
        """A choice.

        Args:
            name: of what is chosen.
            words: gives all that can be chosen.
        """
        self.name = name
        self._words = words

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:  # noqa: ARG002
        """All words, for the help."""
        return f"[{'|'.join(self._words())}]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """One of the words; fails for others."""
        if value not in self._words():
            self.fail(f"{value!r} is not one of {', '.join(map(repr, self._words()))}.", param, ctx)
        return value

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """The words that begin with the typed text."""
        return [CompletionItem(word) for word in self._words() if word.startswith(incomplete)]


def model_name(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Check the name of a model, which is also a file name; None is passed on.

    Raises:
        click.BadParameter: it contains characters other than letters, digits, - and _.
    """
    if value is not None and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", value):
        raise click.BadParameter("The name of a model may contain only letters, digits, - and _.")
    return value


def _usable(_context: click.Context, _parameter: click.Parameter, wanted: int | None) -> int | None:
    """Limit the number to the usable cores."""
    return None if wanted is None else min(wanted, usable_cores())


thread_option = click.option(
    "--threads",
    type=click.IntRange(1),
    default=None,
    callback=_usable,
    help="Number of CPU threads, at most the number of cores that this program may use.",
)
"""Passes `threads`: the number, or None for the number of cores."""
