"""Results written by another process.

The other process writes complete files under temporary names, and this one renames them.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, Lock

from lowexp_gui.batch.photo_work import (
    LoadedModels,
    ProgressCallbacks,
    SharedByPhotos,
    read_entry,
    run_networks,
    settled,
    without_doubles,
)
from lowexp_gui.batch.queue_entry import EntryState, QueueEntry
from lowexp_gui.batch.saving import make_folder, missing, place_result, save_result
from lowexp_gui.batch.targets import Source, TakenNames, choose_targets
from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.naming import IfExists
from lowexp_gui.photo.saving import temporary_beside
from lowexp_gui.photo.taken import date_taken


@dataclass(frozen=True)
class WorkerResult:
    """The outcome of a photo in another process.

    Attributes:
        entry: the updated entry; done if there are files.
        format: the photo's format.
        taken: the day on which the photo was taken.
        files: complete files under temporary names, by stage.
    """

    entry: QueueEntry
    format: PhotoFormat = PhotoFormat.PNG
    taken: datetime.date | None = None
    files: Mapping[Stage, Path] = field(default_factory=dict)


def write_files(
    entry: QueueEntry, models: LoadedModels, callbacks: ProgressCallbacks, cancel: Event, device_turn: Lock
) -> WorkerResult:
    """Enhance a photo, and write its files under temporary names in the folder of the result.

    Raises:
        PhotoError, ModelError, DeviceError, OutOfMemory, Cancelled: as in `photo_work.work_on`.
    """
    settings = entry.settings
    photo, entry = read_entry(entry, cancel)
    for sentence in photo.notices:
        callbacks.on_notice(sentence)
    rule = replace(settings.output, folder=entry.folder)
    taken = date_taken(photo)
    source = Source(entry.path, photo.saved_format, settings.model, entry.number, taken)
    make_folder(rule.folder)
    targets = choose_targets(source, rule, TakenNames([entry.path]))
    wanted = missing(targets, rule)
    if not wanted:
        return WorkerResult(replace(entry, state=EntryState.SKIPPED, result=targets[Stage.FINAL]))
    files = {stage: temporary_beside(rule.folder / "result") for stage in wanted}
    enhancement = run_networks(photo, settings, models, callbacks, cancel, device_turn)
    saved = save_result(
        enhancement,
        settings.adjustments,
        replace(rule, if_exists=IfExists.RENAME),
        geometry=settings.geometry,
        targets=files,
        cancel=cancel,
    )
    for sentence in saved.notices:
        callbacks.on_notice(sentence)
    return WorkerResult(replace(entry, state=EntryState.DONE), photo.saved_format, taken, files)


def place_files(written: WorkerResult, before: QueueEntry, shared: SharedByPhotos) -> QueueEntry:
    """Rename the files of a photo. Returns the final entry.

    Args:
        before: the entry when it was started.
        shared: the shared state; no other thread may choose names at the same time.

    Raises:
        PhotoError: renaming failed; nothing is left behind.
    """
    entry = written.entry
    if entry.state is not EntryState.DONE or not written.files:
        return entry
    rule = replace(entry.settings.output, folder=entry.folder)
    source = Source(entry.path, written.format, entry.settings.model, entry.number, written.taken)
    targets = choose_targets(source, rule, shared.taken)
    shared.queue.intend(entry.id, targets)
    saved = place_result(written.files, targets, rule, shared.taken)
    saved = without_doubles(saved, before.intended, targets)
    return settled(entry, saved)
