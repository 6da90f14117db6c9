"""A photo in the queue, as a value: what is to be done with it, with which settings, and how far that is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.enhancing.adjustments import Adjustments, Stage
from lowexp_gui.enhancing.precision import Precision
from lowexp_gui.errors import NOTHING_SAID, Sentence
from lowexp_gui.model.model_library import find_model
from lowexp_gui.photo.naming import check_template


class EntryState(StrEnum):
    """How far an entry is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNFINISHED = (EntryState.WAITING, EntryState.RUNNING)
MOST_TRIES = 5
"""How often the process may die while it works on a photo, before that is given up."""


@dataclass(frozen=True)
class QueueSettings:
    """What photos are enhanced with, as it was when they were queued.

    Attributes:
        model: its name.
        weights: SHA-256 of the model's weights; with others under the same name nothing is done.
        device: name of the device, or "auto".
        precision: of the denoiser.
        adjustments: how the results are rendered.
        output: where they go.
    """

    model: str
    weights: str
    device: str
    precision: Precision
    adjustments: Adjustments
    output: OutputRule


def settings_of(spec: JobSpec) -> QueueSettings:
    """The settings of a job, to be kept with its photos.

    Raises:
        ModelError, DeviceError, TemplateError: the model, the device or the template is of no use.
    """
    # Not above: it loads torch, and the window knows entries before that.
    from lowexp_gui.enhancing.devices import find_device

    check_template(spec.output.template)
    find_device(spec.device)
    weights = find_model(spec.model).card.sha256
    return QueueSettings(spec.model, weights, spec.device, spec.precision, spec.adjustments, spec.output)


@dataclass(frozen=True)
class FileStamp:
    """What tells that a file is the same as before, without reading it.

    Attributes:
        size: bytes.
        modified: nanoseconds since 1970.
    """

    size: int
    modified: int


def stamp_of(path: Path) -> FileStamp | None:
    """The stamp of a file, or None where there is none."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return FileStamp(status.st_size, status.st_mtime_ns)


@dataclass(frozen=True)
class QueueEntry:
    """A photo in the queue.

    Attributes:
        id: of the entry; it stays and is never given again.
        path: the photo, absolute.
        root: the input folder that the photo was found in, if folders are mirrored; None for none.
        number: {n} in the name of its result.
        stamp: of the photo when it was queued.
        settings: what it is enhanced with.
        state: how far it is.
        sentence: why it failed or was skipped; empty else.
        result: the file that was written, or was there already; None before.
        stages: files of intermediate stages.
        seconds: how long it took; 0 before.
        pixels: of the photo; 0 before it was read.
        intended: files that runs were about to write when they were cut off, by stage.
        tries: how often it was begun without an end, since the process died meanwhile.
    """

    id: int
    path: Path
    root: Path | None
    number: int
    stamp: FileStamp | None
    settings: QueueSettings
    state: EntryState = EntryState.WAITING
    sentence: Sentence = NOTHING_SAID
    result: Path | None = None
    stages: tuple[Path, ...] = ()
    seconds: float = 0.0
    pixels: int = 0
    intended: Mapping[Stage, tuple[Path, ...]] = field(default_factory=dict)
    tries: int = 0

    @property
    def folder(self) -> Path:
        """Where its result goes: the output folder, or the folder below it that mirrors the photo's own."""
        if self.root is None:
            return self.settings.output.folder
        return self.settings.output.folder / self.path.parent.relative_to(self.root)


@dataclass(frozen=True)
class QueueCounts:
    """How many entries there are of each state."""

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
        """Those that are still to be done."""
        return self.waiting + self.running
