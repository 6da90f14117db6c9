"""The one way to a terminal: names and texts of others come out as they look, and never as commands to it."""

import json

import click

from lowexp_gui.photo.errors import printable


def say(*lines: str, error: bool = False) -> None:
    """Print lines. What a terminal would obey, or what would end a line, is replaced in each.

    Args:
        error: to standard error.
    """
    for line in lines:
        click.echo(printable(line), err=error)


def say_json(text: str) -> None:
    """Print a JSON document, which ends with its line; in its texts, such characters are escaped."""
    click.echo(
        "".join(char if char.isprintable() or char == "\n" else json.dumps(char).strip('"') for char in text),
        nl=False,
    )
