"""Requests to the thread that stores the queue."""

from dataclasses import dataclass
from pathlib import Path

from lowexp_gui.batch.job import JobSpec
from lowexp_gui.photo.photograph import Photo


@dataclass(frozen=True, eq=False)
class PastedPicture:
    """A picture without a file.

    Attributes:
        key: of the photo.
        picture: its pixels.
        spec: how to process and save it; without inputs.
    """

    key: int
    picture: Photo
    spec: JobSpec


@dataclass(frozen=True)
class AddPhotos:
    """Queue photos.

    Attributes:
        specs: the jobs, in order.
        pictures: pictures without a file; they come last.
        root: the folder that is mirrored; None for the folders among the inputs.
        is_watched: whether they arrived in the watched folder.
        suspects: photos that crashed the process that checked them.
    """

    specs: tuple[JobSpec, ...]
    pictures: tuple[PastedPicture, ...] = ()
    root: Path | None = None
    is_watched: bool = False
    suspects: frozenset[Path] = frozenset()


@dataclass(frozen=True)
class MoveEntries:
    """Move entries before another one; None for the end."""

    ids: tuple[int, ...]
    before: int | None


@dataclass(frozen=True)
class RemoveEntries:
    """Remove entries, except running ones."""

    ids: tuple[int, ...]


@dataclass(frozen=True)
class CancelEntries:
    """Cancel waiting and running entries; None for all."""

    ids: tuple[int, ...] | None = None


@dataclass(frozen=True)
class RetryEntries:
    """Let failed and cancelled entries wait again; None for all failed ones."""

    ids: tuple[int, ...] | None = None


@dataclass(frozen=True)
class SaveSummary:
    """Write the outcome of all photos to a file."""

    path: Path


QueueRequest = AddPhotos | MoveEntries | RemoveEntries | CancelEntries | RetryEntries | SaveSummary


@dataclass(frozen=True)
class AddResult:
    """The outcome of `AddPhotos`.

    Attributes:
        request: the request.
        new: number of photos that now wait.
        waiting: number of photos that already waited.
        made: number of photos already done with the same settings.
    """

    request: AddPhotos
    new: int
    waiting: int
    made: int
