"""All output to the terminal: control characters in names and texts are replaced."""

import json

import click

from lowexp_gui.photo.errors import printable


def say(*lines: str, error: bool = False) -> None:
    """Print lines, with control characters and line breaks in each of them replaced.

    Args:
        error: to standard error.
    """
    for line in lines:
        click.echo(printable(line), err=error)


def say_json(text: str) -> None:
    """Print a JSON document on one line; control characters in its texts are escaped."""
    click.echo(
        "".join(char if char.isprintable() or char == "\n" else json.dumps(char).strip('"') for char in text),
        nl=False,
    )
