"""Cancelling: a plain event goes down, and an exception comes up."""

from threading import Event


class Cancelled(Exception):
    """The work was stopped because somebody asked for it."""


def check(cancel: Event) -> None:
    """Stop here if asked to.

    Raises:
        Cancelled: `cancel` is set.
    """
    if cancel.is_set():
        raise Cancelled
