"""What is asked of the thread that finds and reads files, and what it answers."""

from dataclasses import dataclass
from pathlib import Path
from threading import Event

from PySide6.QtGui import QImage

from lowexp_gui.app.models.model_changes import ModelChange


@dataclass(frozen=True)
class FindRequest:
    """Find the photos among files and folders."""

    paths: tuple[Path, ...]


@dataclass(frozen=True)
class FoundFile:
    """A photo that was found.

    Attributes:
        path: as it was asked for, or in the folder that was.
        identity: the same for all names of one file.
    """

    path: Path
    identity: str


@dataclass(frozen=True, eq=False)
class ReadRequest:
    """Read a photo for a run, unless the run is cancelled by then."""

    run: int
    path: Path
    cancel: Event


@dataclass(frozen=True)
class ReferenceRequest:
    """Read a photo that another one, by its key, is compared with."""

    key: int
    path: Path


@dataclass(frozen=True)
class ThumbnailsRequest:
    """Make small pictures of files, one after the other.

    Attributes:
        files: keys and paths.
        done: how many of them are made.
    """

    files: tuple[tuple[int, Path], ...]
    done: int = 0


@dataclass(frozen=True, eq=False)
class PictureRequest:
    """Make a photo of a picture that is no file."""

    picture: QImage


@dataclass(frozen=True)
class ModelRequest:
    """Change the model library, or with None only say what is in it."""

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
