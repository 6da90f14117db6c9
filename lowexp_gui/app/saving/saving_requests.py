"""What is asked of the thread that writes results."""

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
    """Save a result, unless it is cancelled before the file is begun.

    Attributes:
        number: of this save; it comes back with the answer.
        enhancement: the result.
        adjustments: how it is rendered.
        rule: how it is written.
        cancel: set to give it up.
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
        rule: how it is written; None for a picture that is no file.
        geometry: how it is turned and cropped.
    """

    enhancement: "Enhancement"
    adjustments: Adjustments
    rule: OutputRule | None = None
    geometry: Geometry = AS_TAKEN


@dataclass(frozen=True, eq=False)
class KeepRequest:
    """Keep a result that leaves memory, unless it is cancelled before it is written."""

    cache: ResultCache
    result: "Enhancement"
    cancel: Event


@dataclass(frozen=True)
class TrimRequest:
    """Bring the results on disk within their limit, and say how much they take."""

    cache: ResultCache
    clear: bool = False


SavingRequest = SaveRequest | CopyOrDragRequest | KeepRequest | TrimRequest
