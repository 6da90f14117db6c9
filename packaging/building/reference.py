"""The reference of the command line in the manual, from the commands themselves."""

import argparse
import re
from collections.abc import Iterator

import click

from .manual import command_line, commands, window_options

_INTRODUCTION = """\
# Command line

`lowexp` enhances photos without a window. `lowexp-gui` opens the window.
[Scripts and many machines](automation.md) explains results, exit codes and clusters.

`lowexp --help` and `lowexp COMMAND --help` print the same.
"""


def reference_page() -> str:
    """The page as Markdown."""
    context = click.Context(command_line, info_name="lowexp")
    lines = [_INTRODUCTION, "## lowexp-gui", "", "    lowexp-gui [OPTIONS] [PHOTO]...", ""]
    lines += map(_window_option, window_options())
    for names, command in commands(context, ()):
        lines += ["", *_section(" ".join(("lowexp", *names)), command)]
    return "\n".join(lines) + "\n"


def _window_option(action: argparse.Action) -> str:
    values = f" {'|'.join(action.choices)}" if action.choices else ""
    return f"- `{', '.join(action.option_strings)}{values}`: {_plain(action.help or '')}."


def _section(name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=name)
    yield f"## {name}"
    yield ""
    yield f"    {name} {' '.join(command.collect_usage_pieces(context))}"
    for paragraph in (command.help or "").split("\n\n"):
        yield ""
        yield _plain(paragraph)
    records = [each.get_help_record(context) for each in command.params]
    options = [record for record in records if record is not None and record[1]]
    if options:
        yield ""
    for option, text in options:
        yield f"- `{option}`: {_plain(text)}"


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().replace("_", r"\_")
