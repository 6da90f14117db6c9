"""What a run over photos tells while it is under way."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lowexp_gui.batch.saving import Saved
from lowexp_gui.errors import Sentence


@dataclass(frozen=True)
class Started:
    """A photo is begun.

    Attributes:
        id: of its entry in the queue.
        path: the photo.
        number, total: which one of how many of this run, from 1.
    """

    id: int
    path: Path
    number: int
    total: int


@dataclass(frozen=True)
class Progressed:
    """Part of a photo is done.

    Attributes:
        id, path: as in `Started`.
        done: share of its work, 0..1.
        total_done: share of the work of the whole run, 0..1.
        seconds_left: of the whole run, estimated by pixels; None while nothing is known.
    """

    id: int
    path: Path
    done: float
    total_done: float
    seconds_left: float | None


@dataclass(frozen=True)
class Noticed:
    """Something worth knowing happened, which is no failure.

    Attributes:
        id, path: as in `Started`.
        sentence: for a person.
    """

    id: int
    path: Path
    sentence: Sentence


@dataclass(frozen=True)
class Finished:
    """A photo is done with.

    Attributes:
        id, path: as in `Started`.
        saved: where its result is.
        seconds: how long it took, reading and writing included.
    """

    id: int
    path: Path
    saved: Saved
    seconds: float


@dataclass(frozen=True)
class Failed:
    """A photo, or a path that was asked for, has no result.

    Attributes:
        id: as in `Started`; 0 for a path that never came into the queue.
        path: the photo or path.
        sentence: what happened and what to do.
    """

    id: int
    path: Path
    sentence: Sentence


@dataclass(frozen=True)
class Stopped:
    """A photo was cancelled while it ran.

    Attributes:
        id, path: as in `Started`.
    """

    id: int
    path: Path


JobEvent = Started | Progressed | Noticed | Finished | Failed | Stopped
Report = Callable[[JobEvent], None]


@dataclass(frozen=True)
class Summary:
    """How a run ended.

    Attributes:
        saved, skipped, failed, cancelled: numbers of photos (failed: of paths).
    """

    saved: int = 0
    skipped: int = 0
    failed: int = 0
    cancelled: int = 0
