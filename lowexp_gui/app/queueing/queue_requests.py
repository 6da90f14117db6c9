"""What is asked of the thread that keeps the queue."""

from dataclasses import dataclass
from pathlib import Path

from lowexp_gui.batch.job import JobSpec
from lowexp_gui.photo.photograph import Photo


@dataclass(frozen=True, eq=False)
class PastedPicture:
    """A picture that is no file.

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
        specs: what is to be done with which, in order.
        pictures: that are no files; they come after the others.
        root: the folder that is mirrored; None for the folders among the inputs.
        is_watched: they arrived in a folder that is watched.
    """

    specs: tuple[JobSpec, ...]
    pictures: tuple[PastedPicture, ...] = ()
    root: Path | None = None
    is_watched: bool = False


@dataclass(frozen=True)
class MoveEntries:
    """Put entries before another one, or with None at the end."""

    ids: tuple[int, ...]
    before: int | None


@dataclass(frozen=True)
class RemoveEntries:
    """Take entries out, but for those that run."""

    ids: tuple[int, ...]


@dataclass(frozen=True)
class CancelEntries:
    """Cancel entries that wait or run; with None all of them."""

    ids: tuple[int, ...] | None = None


@dataclass(frozen=True)
class RetryEntries:
    """Let failed and cancelled entries wait again; with None all that failed."""

    ids: tuple[int, ...] | None = None


@dataclass(frozen=True)
class SaveSummary:
    """Write down what became of all photos."""

    path: Path


QueueRequest = AddPhotos | MoveEntries | RemoveEntries | CancelEntries | RetryEntries | SaveSummary


@dataclass(frozen=True)
class AddResult:
    """What came of `AddPhotos`.

    Attributes:
        request: as it was asked.
        new: photos that wait now and did not before.
        waiting: photos that waited already.
        made: photos that were done already, with the same settings.
    """

    request: AddPhotos
    new: int
    waiting: int
    made: int
