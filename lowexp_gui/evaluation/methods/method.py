"""What a compared method is."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TypeAlias

from lowexp_gui.photo.photograph import FloatImage

Progress: TypeAlias = Callable[[float], None]
"""Told of the share of the work that is done, 0..1."""


@dataclass(frozen=True)
class Method:
    """A classical method of making dark photos bright.

    Attributes:
        name: as typed.
        title: as shown.
        paper: where it was published.
        slow: whether it takes minutes for a photo.
        run: makes a picture of a photo, both (H, W, 3) float32 sRGB in 0..1; it tells its progress, 0..1, and
            raises `Cancelled` soon after its event is set.
    """

    name: str
    title: str
    paper: str
    slow: bool
    run: Callable[[FloatImage, Progress, Event], FloatImage]
