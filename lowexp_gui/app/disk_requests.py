"""What is asked of the thread that reads and writes files, and what it answers."""

from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from lowexp_gui.app.model_changes import ModelChange
from lowexp_gui.enhancing.adjustments import Adjustments
from lowexp_gui.jobs.job import OutputRule
from lowexp_gui.jobs.result_cache import ResultCache

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement


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


@dataclass(frozen=True, eq=False)
class SaveRequest:
    """Save a result, unless it is cancelled before the file is begun.

    Attributes:
        number: of this save; it comes back with the answer.
        enhancement: the result.
        adjustments: how it is rendered.
        rule: how it is written.
        cancel: set to give it up.
    """

    number: int
    enhancement: "Enhancement"
    adjustments: Adjustments
    rule: OutputRule
    cancel: Event


@dataclass(frozen=True, eq=False)
class TakeOutRequest:
    """Render a result for another program.

    Attributes:
        enhancement: the result.
        adjustments: how it is rendered.
        rule: how it is written; None for a picture that is no file.
    """

    enhancement: "Enhancement"
    adjustments: Adjustments
    rule: OutputRule | None = None


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


@dataclass(frozen=True)
class ModelRequest:
    """Change the shelf of models, or with None only say what is on it."""

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
    | SaveRequest
    | TakeOutRequest
    | KeepRequest
    | TrimRequest
    | ModelRequest
    | LicencesRequest
)
