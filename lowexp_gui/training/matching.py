"""Finding the pairs among a person's photos: by name, by time, by what they show."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

from lowexp_gui.training.candidates import Matching


def match_photos(
    low: Sequence[Path], high: Sequence[Path], report: Callable[[int, int], None], cancel: Event
) -> Matching:
    """The pairs of dark photos and references, each looked at.

    Args:
        low, high: files and folders.
        report: told of photos done, and of all.

    Raises:
        Cancelled: `cancel` was set.
    """
    raise NotImplementedError


def match_brackets(photos: Sequence[Path], report: Callable[[int, int], None], cancel: Event) -> Matching:
    """The pairs of exposure brackets: of each, the darker frames with the best exposed one.

    Raises:
        Cancelled: `cancel` was set.
    """
    raise NotImplementedError
