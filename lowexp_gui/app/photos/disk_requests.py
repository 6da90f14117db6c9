"""Requests to the thread that finds and reads files, and its answers."""

from dataclasses import dataclass
from pathlib import Path
from threading import Event

from PySide6.QtGui import QImage

from lowexp_gui.app.models.model_changes import ModelChange


@dataclass(frozen=True)
class FindRequest:
    """Find photos in files and folders."""

    paths: tuple[Path, ...]


@dataclass(frozen=True)
class FoundFile:
    """A found photo.

    Attributes:
        path: as requested, or in the requested folder.
        identity: the same for all names of one file.
    """

    path: Path
    identity: str


@dataclass(frozen=True, eq=False)
class ReadRequest:
    """Read a photo for a run, unless the run has been cancelled."""

    run: int
    path: Path
    cancel: Event


@dataclass(frozen=True)
class ReferenceRequest:
    """Read the reference of a photo."""

    key: int
    path: Path


@dataclass(frozen=True)
class ThumbnailsRequest:
    """Make thumbnails of files, one after the other.

    Attributes:
        files: keys and paths.
        done: number of finished thumbnails.
    """

    files: tuple[tuple[int, Path], ...]
    done: int = 0


@dataclass(frozen=True, eq=False)
class PictureRequest:
    """Make a photo from a picture without a file."""

    picture: QImage


@dataclass(frozen=True)
class ModelRequest:
    """Change the model library, or with None only list it."""

    change: ModelChange | None = None


@dataclass(frozen=True)
class LicencesRequest:
    """Read the licences of all parts of the program."""


DiskRequest = (
    FindRequest
    | ReadRequest
    | ReferenceRequest
    | ThumbnailsRequest
    | PictureRequest
    | ModelRequest
    | LicencesRequest
)
