"""Parameter types for paths."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from lowexp_gui.photo.errors import quoted

_OVERWRITE = "lowexp_gui.overwrite"


def _remember(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    context.meta[_OVERWRITE] = value


def overwrite_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--overwrite`, which lets a command replace files that it did not write itself."""
    # Eager, so that it is known when file names are checked.
    option = click.option(
        "--overwrite",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_remember,
        help="Replace existing files.",
    )
    return option(command)


def may_overwrite() -> bool:
    """Whether the current command has `--overwrite`."""
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.meta.get(_OVERWRITE))


def not_earlier() -> str:
    """The message why a file is not overwritten, and what to do."""
    context = click.get_current_context(silent=True)
    otherwise = ", or add --overwrite" if context is not None and _OVERWRITE in context.meta else ""
    return f"a file with this name exists; choose another name{otherwise}."


class NamedPath(click.Path):
    """A non-empty path. An empty one, from an unset variable in a script, would mean the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; see `click.Path`."""
        if not os.fspath(value):
            self.fail("It is empty; give a file or a folder.", param, ctx)
        return super().convert(value, param, ctx)


class SideFile(NamedPath):
    """An additional output file of a command; an implausible path is refused before the work starts.

    Only certain suffixes are accepted, so that no photo or device is overwritten by mistake.
    """

    def __init__(
        self, *suffixes: str, allow_dash: bool = False, is_earlier: Callable[[Path], bool] | None = None
    ) -> None:
        """A file with one of the suffixes, or “-” if allowed.

        Args:
            is_earlier: tells whether an existing file is an earlier output of the same command and may be
                replaced. Others need `--overwrite`. None leaves the check to the command.
        """
        super().__init__(path_type=Path, dir_okay=False, allow_dash=allow_dash)
        self._suffixes, self._is_earlier = suffixes, is_earlier

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; see `click.Path`."""
        path = super().convert(value, param, ctx)
        if not (self.allow_dash and str(path) == "-"):
            reason = self._reason(path)
            if reason:
                self.fail(f"{quoted(path)} cannot be written: {reason}", param, ctx)
        return path

    def _reason(self, path: Path) -> str:
        """Why the path is refused, or empty."""
        if path.suffix.lower() not in self._suffixes:
            return f"use a name that ends in {' or '.join(self._suffixes)}."
        try:
            if path.exists() and not path.is_file():
                return "something else with this name exists; choose another name."
            if os.path.lexists(path) and not (
                self._is_earlier is None or may_overwrite() or self._is_earlier(path)
            ):
                return not_earlier()
            if not path.parent.is_dir():
                return f"the folder {quoted(path.parent)} does not exist; choose another one."
            if not os.access(path.parent, os.W_OK):
                return f"the folder {quoted(path.parent)} is read-only; choose another one."
        except (OSError, ValueError):
            return "its name is not valid; choose another one."
        return ""


data_option = click.option(
    "--data",
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder with the photo sets; lowexp_gui/training/README.md describes it.",
)
"""The option for the folder of photo sets."""
