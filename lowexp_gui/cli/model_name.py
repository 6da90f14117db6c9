"""The name of a model, as an option of commands."""

import re

import click


def model_name(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """A name for a model, as a file of weights may have it; None for none.

    Raises:
        click.BadParameter: it has other characters than letters, digits, - and _.
    """
    if value is not None and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", value):
        raise click.BadParameter("The name of a model may contain only letters, digits, - and _.")
    return value
