"""The processing of one photo of the queue; an error fails only this photo."""

import filecmp
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Event, Lock

from lowexp_gui.batch.ordered_gate import OrderedGate
from lowexp_gui.batch.queue import Queue
from lowexp_gui.batch.queue_entry import EntryState, QueueEntry, QueueSettings, stamp_of
from lowexp_gui.batch.saving import Saved, make_folder, missing, save_result
from lowexp_gui.batch.targets import Source, TakenNames, choose_targets, stages_of
from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.enhancing.cancelling import Cancelled, check
from lowexp_gui.enhancing.devices import CPU, Device, find_device
from lowexp_gui.enhancing.enhancement import Enhancement
from lowexp_gui.enhancing.running import RunCallbacks, enhance_photo
from lowexp_gui.errors import Sentence, UserError, in_quotes
from lowexp_gui.model.card import ModelError
from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.weights import DualModel, load_model
from lowexp_gui.photo.errors import PhotoError, memory_sentence, quoted
from lowexp_gui.photo.naming import IfExists
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.processing import processing_of
from lowexp_gui.photo.reading import read_complete_photo, read_photo
from lowexp_gui.photo.region import Region
from lowexp_gui.photo.taken import date_taken
from lowexp_gui.results.available_results import AvailableResults
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ProgressCallbacks:
    """Callbacks of a photo's work, called on its thread.

    Attributes:
        on_progress: receives the finished share, 0..1.
        on_notice: receives a message.
        on_tile: called between tiles; it may block.
    """

    on_progress: Callable[[float], None]
    on_notice: Callable[[Sentence], None]
    on_tile: Callable[[], None] = lambda: None


class LoadedModels:
    """A cache of the last few loaded models; thread-safe."""

    _MOST = 2

    def __init__(self) -> None:
        self._lock = Lock()
        self._loaded: dict[tuple[str, str], DualModel] = {}

    def get(self, settings: QueueSettings) -> DualModel:
        """The model of the settings.

        Raises:
            ModelError: it is missing or damaged, or its weights have changed.
        """
        key = settings.model, settings.weights
        with self._lock:
            if key not in self._loaded:
                stored = find_model(settings.model)
                if stored.card.sha256 != settings.weights:
                    raise ModelError(
                        Sentence(
                            QT_TRANSLATE_NOOP(
                                "sentences",
                                "The model {model} has changed since the photo was queued; queue the "
                                "photo again.",
                            ),
                            model=in_quotes(settings.model),
                        )
                    )
                self._loaded[key] = load_model(stored)
                while len(self._loaded) > self._MOST:
                    del self._loaded[next(iter(self._loaded))]
            return self._loaded[key]


@dataclass(eq=False)
class SharedByPhotos:
    """The state shared by the photos of a run.

    Attributes:
        queue: records files before they are written.
        models: loaded models.
        gate: ensures that names are assigned in the order of the queue.
        taken: files that must not be overwritten.
        skip_done: whether to skip photos that already have a result with the same settings.
        device_turn: lock, because a GPU processes one photo at a time.
        available_results: existing results that can be reused.
    """

    queue: Queue
    models: LoadedModels = field(default_factory=LoadedModels)
    gate: OrderedGate = field(default_factory=OrderedGate)
    taken: TakenNames = field(default_factory=TakenNames)
    skip_done: bool = True
    device_turn: Lock = field(default_factory=Lock)
    available_results: AvailableResults = field(default_factory=AvailableResults)


def work_on(
    entry: QueueEntry, turn: int, shared: SharedByPhotos, callbacks: ProgressCallbacks, cancel: Event
) -> QueueEntry:
    """Enhance a photo and write its result. Returns the final entry.

    Args:
        turn: index of the photo in the run, from 0.
    """
    return ended_by(
        lambda: replace(_enhanced(entry, turn, shared, callbacks, cancel), tries=0), entry, turn, shared
    )


def ended_by(
    work: Callable[[], QueueEntry], entry: QueueEntry, turn: int, shared: SharedByPhotos
) -> QueueEntry:
    """Run the work and return the final entry with its duration. Errors become the entry's failure.

    Args:
        work: returns the entry, or raises Cancelled or an error.
    """
    started = time.monotonic()
    try:
        ended = work()
    except Cancelled:
        ended = replace(entry, state=EntryState.CANCELLED)
    except Exception as error:
        sentence = failure_sentence(entry.path, error)
        ended = replace(entry, state=EntryState.FAILED, sentence=sentence, tries=0)
    finally:
        shared.gate.give_up(turn)
    return replace(ended, seconds=time.monotonic() - started)


def failure_sentence(path: Path, error: BaseException) -> Sentence:
    """The message for an error of a photo; unexpected errors are logged."""
    if isinstance(error, UserError):
        _log.info("%s failed", path, exc_info=error)
        return error.sentence
    if isinstance(error, MemoryError):
        return memory_sentence(path)
    _log.error("%s failed unexpectedly", path, exc_info=error)
    return Sentence(
        QT_TRANSLATE_NOOP("sentences", "{photo} could not be enhanced ({error}); the log has the details."),
        photo=quoted(path),
        error=type(error).__name__,
    )


def _enhanced(
    entry: QueueEntry, turn: int, shared: SharedByPhotos, callbacks: ProgressCallbacks, cancel: Event
) -> QueueEntry:
    check(cancel)
    settings = entry.settings
    if shared.skip_done and (made := shared.queue.made(entry, stamp_of(entry.path))):
        return replace(entry, state=EntryState.SKIPPED, result=made[0], stages=made[1:])
    if (found := found_again(entry)) is not None:
        return found
    photo, entry = read_entry(entry, cancel)
    for sentence in photo.notices:
        callbacks.on_notice(sentence)
    rule = replace(settings.output, folder=entry.folder)
    with shared.gate.turn(turn):
        check(cancel)
        make_folder(rule.folder)
        source = Source(entry.path, photo.saved_format, settings.model, entry.number, date_taken(photo))
        targets = choose_targets(source, rule, shared.taken)
    if not missing(targets, rule):
        return replace(entry, state=EntryState.SKIPPED, result=targets[Stage.FINAL])
    shared.queue.intend(entry.id, targets)
    device = find_device(settings.device).name
    enhancement = shared.available_results.find(photo, shared.models.get(settings), device, cancel)
    if enhancement is None:
        enhancement = run_networks(photo, settings, shared.models, callbacks, cancel, shared.device_turn)
    saved = save_result(
        enhancement,
        settings.adjustments,
        rule,
        geometry=settings.geometry,
        targets=targets,
        cancel=cancel,
    )
    for sentence in saved.notices:
        callbacks.on_notice(sentence)
    saved = without_doubles(saved, entry.intended, targets)
    shared.available_results.keep(enhancement)
    return settled(entry, saved)


def settled(entry: QueueEntry, saved: Saved) -> QueueEntry:
    """The entry after its files have been named or skipped."""
    state = EntryState.SKIPPED if saved.skipped else EntryState.DONE
    return replace(entry, state=state, result=saved.path, stages=saved.stages)


def found_again(entry: QueueEntry) -> QueueEntry | None:
    """The finished entry if an interrupted run had written all its files; duplicates are deleted."""
    output = entry.settings.output
    if output.if_exists is not IfExists.RENAME or stamp_of(entry.path) != entry.stamp:
        return None
    found: dict[Stage, Path] = {}
    for stage in stages_of(output):
        # The names were free when they were recorded, but another program may have used them since.
        whole = [path for path in entry.intended.get(stage, ()) if _is_of(path, entry.settings)]
        if not whole:
            return None
        found[stage] = whole[0]
    for stage, path in found.items():
        _clear_doubles(path, entry.intended[stage])
    stages = tuple(path for stage, path in found.items() if stage is not Stage.FINAL)
    return replace(entry, state=EntryState.DONE, result=found[Stage.FINAL], stages=stages)


def _is_of(path: Path, settings: QueueSettings) -> bool:
    """Whether a file is complete and a result with these settings."""
    try:
        processing = processing_of(read_complete_photo(path).metadata.xmp)
    except PhotoError:
        return False
    if processing is None:
        return False
    made = (settings.model, settings.weights, asdict(settings.adjustments), settings.geometry)
    return (processing.model, processing.model_hash, processing.adjustments, processing.geometry) == made


def _clear_doubles(kept: Path, paths: Iterable[Path]) -> None:
    for path in paths:
        if path != kept and _equal_files(path, kept):
            path.unlink(missing_ok=True)


def read_entry(entry: QueueEntry, cancel: Event) -> tuple[Photo, QueueEntry]:
    """Read the photo. Returns it, and the entry with its size.

    Raises:
        PhotoError: the photo cannot be read, or was changed while it was read.
        Cancelled: `cancel` was set while another process was reading.
    """
    before = stamp_of(entry.path)
    photo = read_photo(entry.path, between=partial(check, cancel))
    if stamp_of(entry.path) != before:
        sentence = Sentence(
            QT_TRANSLATE_NOOP(
                "sentences", "{photo} changed while it was being read; try again when it is complete."
            ),
            photo=quoted(entry.path),
        )
        raise PhotoError(sentence, entry.path)
    return photo, replace(entry, stamp=before, pixels=photo.width * photo.height)


def run_networks(
    photo: Photo,
    settings: QueueSettings,
    models: LoadedModels,
    callbacks: ProgressCallbacks,
    cancel: Event,
    device_turn: Lock,
) -> Enhancement:
    """Enhance a photo with the settings of its queue entry.

    Raises:
        ModelError, DeviceError: the model or the device has changed or is missing.
        OutOfMemory, Cancelled: as in `enhance_photo`.
    """
    model, device = models.get(settings), find_device(settings.device)

    def on_tile(_: Region, done: int, total: int) -> None:
        callbacks.on_progress(done / total)
        callbacks.on_tile()

    watcher = RunCallbacks(on_tile=on_tile, on_notice=callbacks.on_notice)
    with _turn_on(device, device_turn):
        return enhance_photo(photo, model, device, cancel, watcher, precision=settings.precision)


@contextmanager
def _turn_on(device: Device, lock: Lock) -> Iterator[None]:
    if device.name == CPU.name:
        yield
    else:
        with lock:
            yield


def without_doubles(
    saved: Saved, intended: Mapping[Stage, tuple[Path, ...]], targets: Mapping[Stage, Path]
) -> Saved:
    """Delete duplicates of files that an interrupted run had already written.

    Args:
        intended: the files recorded by interrupted runs.
        targets: the files of this run.
    """
    same = {
        targets[stage]: path
        for stage, paths in intended.items()
        for path in reversed(paths)
        if stage in targets and path != targets[stage] and _equal_files(path, targets[stage])
    }
    for stage, paths in intended.items():
        if targets.get(stage) in same:
            _clear_doubles(same[targets[stage]], (*paths, targets[stage]))
    stages = tuple(same.get(each, each) for each in saved.stages)
    return replace(saved, path=same.get(saved.path, saved.path), stages=stages)


def _equal_files(first: Path, second: Path) -> bool:
    try:
        return first.is_file() and filecmp.cmp(first, second, shallow=False)
    except OSError:
        return False
