"""What a compared method is."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TypeAlias

from lowexp_gui.photo.pixels import FloatImage
from lowexp_gui.translatable import Translatable

Progress: TypeAlias = Callable[[float], None]
"""Told of the share of the work that is done, 0..1."""


@dataclass(frozen=True, kw_only=True)
class Method:
    """A classical method of making dark photos bright.

    Attributes:
        name: as typed.
        title: as shown.
        paper: where it was published.
        run: makes a picture of a photo, both (H, W, 3) float32 sRGB in 0..1; it tells its progress, 0..1, and
            raises `Cancelled` soon after its event is set. What takes long to import is imported when it
            runs: window and command line read the declarations when they start.
        slow: whether it takes minutes for a photo.
        compare_rank: its place among the methods that the window's grids are filled with, the smallest first;
            None where it is only shown if a person chooses it. What takes less than half a second for a
            megapixel comes before what takes two; what is alike comes last.
        offered: whether the window offers it; the automatic gamma is a picture of its own there.
    """

    name: str
    title: Translatable
    paper: str
    run: Callable[[FloatImage, Progress, Event], FloatImage]
    slow: bool = False
    compare_rank: int | None = None
    offered: bool = True
