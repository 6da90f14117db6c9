"""Running a job: one photo after another, each failing alone."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.enhancing.cancelling import Cancelled, check
from lowexp_gui.enhancing.devices import Device, find_device
from lowexp_gui.enhancing.running import OutOfMemory, Watcher, enhance_photo
from lowexp_gui.jobs.job import JobSpec
from lowexp_gui.jobs.saving import Saved, make_folder, missing, save_result
from lowexp_gui.jobs.targets import Source, TakenNames, choose_targets
from lowexp_gui.model.shelf import find_model
from lowexp_gui.model.weights import DualModel, load_model
from lowexp_gui.photo.errors import PhotoError, quoted
from lowexp_gui.photo.finding import find_photos
from lowexp_gui.photo.reading import read_photo

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Started:
    """A photo is begun.

    Attributes:
        path: the photo.
        number, total: which one of how many, from 1.
    """

    path: Path
    number: int
    total: int


@dataclass(frozen=True)
class Progressed:
    """Part of a photo is done.

    Attributes:
        path: the photo.
        done: share of its work, 0..1.
    """

    path: Path
    done: float


@dataclass(frozen=True)
class Noticed:
    """Something worth knowing happened, which is no failure.

    Attributes:
        path: the photo.
        sentence: for a person.
    """

    path: Path
    sentence: str


@dataclass(frozen=True)
class Finished:
    """A photo is done with.

    Attributes:
        path: the photo.
        saved: where its result is.
        seconds: how long it took, reading and writing included.
    """

    path: Path
    saved: Saved
    seconds: float


@dataclass(frozen=True)
class Failed:
    """A photo, or a path that was asked for, has no result.

    Attributes:
        path: the photo or path.
        sentence: what happened and what to do.
    """

    path: Path
    sentence: str


JobEvent = Started | Progressed | Noticed | Finished | Failed
Report = Callable[[JobEvent], None]


@dataclass(frozen=True)
class Summary:
    """How a job ended.

    Attributes:
        saved, skipped, failed: numbers of photos (failed: of paths).
    """

    saved: int
    skipped: int
    failed: int


def run_job(spec: JobSpec, report: Report, cancel: Event) -> Summary:
    """Run a job to its end.

    A photo that fails is reported and the next one begun.

    Raises:
        ModelError, DeviceError, PhotoError, ValueError: the job cannot begin at all: the model, the device,
            the output folder or the template; the message is a sentence.
        Cancelled: `cancel` was set; what was saved stays.
    """
    model, device = load_model(find_model(spec.model)), find_device(spec.device)
    found = find_photos(spec.inputs)
    if found.photos:
        make_folder(spec.output.folder)
    outcomes: list[Finished | Failed] = []
    for problem in found.problems:
        outcomes.append(Failed(problem.path or Path(), str(problem)))
        report(outcomes[-1])
    running = _Running(spec, model, device, TakenNames(found.photos), report, cancel)
    for number, path in enumerate(found.photos, start=1):
        report(Started(path, number, len(found.photos)))
        outcomes.append(running.outcome(path, number))
        report(outcomes[-1])
    finished = [outcome for outcome in outcomes if isinstance(outcome, Finished)]
    skipped = sum(outcome.saved.skipped for outcome in finished)
    return Summary(len(finished) - skipped, skipped, len(outcomes) - len(finished))


@dataclass(frozen=True, eq=False)
class _Running:
    """A job under way: what all its photos share."""

    spec: JobSpec
    model: DualModel
    device: Device
    taken: TakenNames
    report: Report
    cancel: Event

    def outcome(self, path: Path, number: int) -> Finished | Failed:
        """One photo; whatever goes wrong with it is its own failure."""
        started = time.monotonic()
        try:
            check(self.cancel)
            return Finished(path, self._save(path, number), time.monotonic() - started)
        except (PhotoError, OutOfMemory, ValueError) as error:
            _log.info("%s failed", path, exc_info=error)
            return Failed(path, str(error))
        except MemoryError:
            return Failed(path, f"{quoted(path)} needs more memory than there is; close other programs.")
        except Cancelled:
            raise
        except Exception as error:
            _log.exception("%s failed unexpectedly", path)
            kind = type(error).__name__
            return Failed(path, f"{quoted(path)} could not be enhanced ({kind}); the log has the details.")

    def _save(self, path: Path, number: int) -> Saved:
        photo, rule = read_photo(path), self.spec.output
        targets = choose_targets(Source(path, photo.format, self.spec.model, number), rule, self.taken)
        if not missing(targets, rule):
            return Saved(targets[Stage.FINAL], skipped=True)
        watcher = Watcher(
            on_tile=lambda _, done, total: self.report(Progressed(path, done / total)),
            on_notice=lambda sentence: self.report(Noticed(path, sentence)),
        )
        enhancement = enhance_photo(photo, self.model, self.device, self.cancel, watcher)
        return save_result(enhancement, self.spec.adjustments, rule, targets=targets, cancel=self.cancel)
