"""The option `--threads`."""

import click

from lowexp_gui.cores import usable_cores


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
