"""The events of a run."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lowexp_gui.batch.saving import Saved
from lowexp_gui.errors import Sentence


@dataclass(frozen=True)
class Started:
    """A photo has been started.

    Attributes:
        id: id of its entry in the queue.
        path: the photo.
        number, total: position in this run, from 1, and number of photos.
    """

    id: int
    path: Path
    number: int
    total: int


@dataclass(frozen=True)
class Progressed:
    """Progress of a photo.

    Attributes:
        id, path: as in `Started`.
        done: finished share of the photo, 0..1.
        total_done: finished share of the whole run, 0..1.
        seconds_left: remaining time of the whole run, estimated by pixels; None if unknown.
    """

    id: int
    path: Path
    done: float
    total_done: float
    seconds_left: float | None


@dataclass(frozen=True)
class Noticed:
    """A notice for the user that is not a failure.

    Attributes:
        id, path: as in `Started`.
        sentence: message for the user.
    """

    id: int
    path: Path
    sentence: Sentence


@dataclass(frozen=True)
class Finished:
    """A photo has been completed.

    Attributes:
        id, path: as in `Started`.
        saved: the file of its result.
        seconds: duration including reading and writing, seconds.
    """

    id: int
    path: Path
    saved: Saved
    seconds: float


@dataclass(frozen=True)
class Failed:
    """A photo or a requested path has failed.

    Attributes:
        id: as in `Started`; 0 for a path that was not added to the queue.
        path: the photo or path.
        sentence: what happened and what to do.
    """

    id: int
    path: Path
    sentence: Sentence


@dataclass(frozen=True)
class Stopped:
    """A running photo was cancelled.

    Attributes:
        id, path: as in `Started`.
    """

    id: int
    path: Path


JobEvent = Started | Progressed | Noticed | Finished | Failed | Stopped
Report = Callable[[JobEvent], None]


@dataclass(frozen=True)
class Summary:
    """The outcome of a run.

    Attributes:
        saved, skipped, failed, cancelled: numbers of photos (`failed` includes other paths).
    """

    saved: int = 0
    skipped: int = 0
    failed: int = 0
    cancelled: int = 0
