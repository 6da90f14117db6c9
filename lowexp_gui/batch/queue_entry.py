"""An entry of the queue, as a value: photo, settings and state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.enhancing.adjustments import Adjustments, Stage
from lowexp_gui.enhancing.precision import Precision
from lowexp_gui.errors import NO_SENTENCE, Sentence
from lowexp_gui.field_coding import ADDED_LATER
from lowexp_gui.model.model_library import find_model
from lowexp_gui.photo.geometry import AS_TAKEN, Geometry
from lowexp_gui.photo.naming import check_template


class EntryState(StrEnum):
    """The state of an entry."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNFINISHED = (EntryState.WAITING, EntryState.RUNNING)
MOST_TRIES = 5
"""After this many crashes with a photo, it is given up."""


@dataclass(frozen=True)
class QueueSettings:
    """The settings of photos at the time they were queued.

    Attributes:
        model: its name.
        weights: SHA-256 of the model's weights; if they differ later, the photo fails.
        device: name of the device, or "auto".
        precision: precision of the denoiser.
        adjustments: how the results are rendered.
        output: names, format and folder of the results.
        geometry: how the results are turned and cropped.
    """

    model: str
    weights: str
    device: str
    precision: Precision
    adjustments: Adjustments
    output: OutputRule
    geometry: Geometry = field(default=AS_TAKEN, metadata={ADDED_LATER: True})


def settings_of(spec: JobSpec) -> QueueSettings:
    """The settings of a job, to be stored with its photos.

    Raises:
        ModelError, DeviceError, TemplateError: the model, the device or the template is invalid.
    """
    # Imported here because it loads torch, which the window must not do at start.
    from lowexp_gui.enhancing.devices import find_device

    check_template(spec.output.template)
    find_device(spec.device)
    weights = find_model(spec.model).card.sha256
    return QueueSettings(
        spec.model, weights, spec.device, spec.precision, spec.adjustments, spec.output, spec.geometry
    )


@dataclass(frozen=True)
class FileStamp:
    """Size and time of a file, by which a change is detected without reading it.

    Attributes:
        size: bytes.
        modified: time of the last change, nanoseconds since 1970.
    """

    size: int
    modified: int


def stamp_of(path: Path) -> FileStamp | None:
    """The stamp of a file, or None if it does not exist."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return FileStamp(status.st_size, status.st_mtime_ns)


@dataclass(frozen=True)
class QueueEntry:
    """An entry of the queue.

    Attributes:
        id: permanent and never reused.
        path: the photo, absolute.
        root: the input folder of the photo if folders are mirrored; otherwise None.
        number: {n} in the name of its result.
        stamp: the photo's stamp when it was queued.
        settings: its settings.
        state: its state.
        sentence: why it failed or was skipped; otherwise empty.
        result: the file that was written or existed; otherwise None.
        stages: files of the intermediate stages.
        seconds: duration; 0 before.
        pixels: number of pixels; 0 before it was read.
        intended: files recorded by interrupted runs, by stage.
        tries: how often the process crashed while working on it.
    """

    id: int
    path: Path
    root: Path | None
    number: int
    stamp: FileStamp | None
    settings: QueueSettings
    state: EntryState = EntryState.WAITING
    sentence: Sentence = NO_SENTENCE
    result: Path | None = None
    stages: tuple[Path, ...] = ()
    seconds: float = 0.0
    pixels: int = 0
    intended: Mapping[Stage, tuple[Path, ...]] = field(default_factory=dict)
    tries: int = 0

    @property
    def folder(self) -> Path:
        """The folder of its result: the output folder, or the mirrored subfolder."""
        if self.root is None:
            return self.settings.output.folder
        return self.settings.output.folder / self.path.parent.relative_to(self.root)


@dataclass(frozen=True)
class QueueCounts:
    """The number of entries in each state."""

    waiting: int = 0
    running: int = 0
    done: int = 0
    skipped: int = 0
    failed: int = 0
    cancelled: int = 0

    @property
    def total(self) -> int:
        """All entries."""
        return self.unfinished + self.done + self.skipped + self.failed + self.cancelled

    @property
    def unfinished(self) -> int:
        """The entries that wait or run."""
        return self.waiting + self.running
