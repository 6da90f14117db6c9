"""Checking of model names in options."""

import re

import click


def model_name(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Check the name of a model, which is also a file name; None is passed on.

    Raises:
        click.BadParameter: it contains characters other than letters, digits, - and _.
    """
    if value is not None and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", value):
        raise click.BadParameter("A model's name has letters, digits, - and _ only.")
    return value
