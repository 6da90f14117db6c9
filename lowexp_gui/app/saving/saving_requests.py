"""Requests to the thread that writes results."""

from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from lowexp_gui.batch.job import OutputRule
from lowexp_gui.enhancing.adjustments import Adjustments
from lowexp_gui.photo.geometry import AS_TAKEN, Geometry
from lowexp_gui.results.result_cache import ResultCache

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement


@dataclass(frozen=True, eq=False)
class SaveRequest:
    """Save a result.

    Attributes:
        number: identifies the save in the answer.
        enhancement: the result.
        adjustments: how it is rendered.
        rule: how it is written.
        cancel: set to cancel it before the file is begun.
        geometry: how it is turned and cropped.
        rating: the user's rating, one of RATINGS; None to use the one that was stored for the photo.
    """

    number: int
    enhancement: "Enhancement"
    adjustments: Adjustments
    rule: OutputRule
    cancel: Event
    geometry: Geometry = AS_TAKEN
    rating: int | None = None


@dataclass(frozen=True, eq=False)
class CopyOrDragRequest:
    """Render a result for another program.

    Attributes:
        enhancement: the result.
        adjustments: how it is rendered.
        rule: how the file is written; None for a picture in memory.
        geometry: how it is turned and cropped.
    """

    enhancement: "Enhancement"
    adjustments: Adjustments
    rule: OutputRule | None = None
    geometry: Geometry = AS_TAKEN


@dataclass(frozen=True, eq=False)
class KeepRequest:
    """Store a result on disk that leaves memory, unless it is cancelled before."""

    cache: ResultCache
    result: "Enhancement"
    cancel: Event


@dataclass(frozen=True)
class TrimRequest:
    """Delete results on disk until they are within their limit, and report their size."""

    cache: ResultCache
    clear: bool = False


SavingRequest = SaveRequest | CopyOrDragRequest | KeepRequest | TrimRequest
