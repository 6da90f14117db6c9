"""“Save all” through the queue: which of its entries are of photos on the roll, and what became of them."""

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.notices import Notice
from lowexp_gui.app.photo_queue import PhotoQueue
from lowexp_gui.app.photo_status import PhotoState, PhotoStatus
from lowexp_gui.app.queue_requests import AddedPhotos, AddPhotos
from lowexp_gui.app.queue_runner import QueueProgress
from lowexp_gui.app.result_shelf import ResultShelf
from lowexp_gui.app.roll import Roll, RollPhoto
from lowexp_gui.app.save_choice import SaveChoice, SavedWith
from lowexp_gui.app.sentences_below import in_window_language
from lowexp_gui.app.work_queue import WorkQueue
from lowexp_gui.jobs.job import JobSpec, OutputRule
from lowexp_gui.jobs.queue_entry import EntryState, QueueEntry


class QueueSaves(QObject):
    """Queues photos of the roll, and shows in it how far they are; lives on the window's thread."""

    noticed = Signal(object)
    """Notice"""

    def __init__(
        self,
        roll: Roll,
        shelf: ResultShelf,
        work: WorkQueue,
        queue: PhotoQueue,
        parent: QObject | None = None,
    ) -> None:
        """Nothing is queued yet."""
        super().__init__(parent)
        self._roll, self._shelf, self._work, self._queue = roll, shelf, work, queue
        self._choices: dict[tuple[Path, OutputRule], tuple[int, SaveChoice]] = {}
        self._asked: AddPhotos | None = None
        queue.entries_changed.connect(self._on_entries)
        queue.progressed.connect(self._on_progress)
        queue.added.connect(self._on_added)

    def add(
        self,
        photos: Iterable[RollPhoto],
        model_of: Callable[[RollPhoto], str],
        device: str,
        choice: SaveChoice,
    ) -> None:
        """Queue files, each with its model and its adjustments as they are now."""
        specs = [
            JobSpec(
                (photo.path,),
                model_of(photo),
                device,
                photo.adjustments,
                choice.rule_for(photo.path),
                mirrored=False,
            )
            for photo in photos
            if photo.path is not None
        ]
        if not specs:
            return
        self._choices |= {
            (_absolute(photo.path), choice.rule_for(photo.path)): (photo.key, choice)
            for photo in photos
            if photo.path is not None
        }
        self._asked = AddPhotos(_joined(specs))
        self._queue.add(self._asked)

    def _on_roll(self, entry: QueueEntry) -> RollPhoto | None:
        known = self._asked_for(entry)
        return None if known is None else self._roll.find(known[0])

    def _asked_for(self, entry: QueueEntry) -> tuple[int, SaveChoice] | None:
        """The key of the photo, and the choice that it was queued with, of perhaps several."""
        return self._choices.get((entry.path, entry.settings.output))

    def _show(self, photo: RollPhoto, status: PhotoStatus) -> None:
        """Say where a photo stands, unless it is being worked on for the view."""
        if self._work.current != photo.key:
            self._roll.set_status(photo.key, status)

    @Slot(object)
    def _on_entries(self, entries: tuple[QueueEntry, ...]) -> None:
        if not self._choices:
            return
        for entry in entries:
            known = self._asked_for(entry)
            photo = None if known is None else self._roll.find(known[0])
            if known is not None and photo is not None:
                self._follow(photo, entry, known[1])

    def _follow(self, photo: RollPhoto, entry: QueueEntry, choice: SaveChoice) -> None:
        match entry.state:
            case EntryState.RUNNING:
                self._show(photo, PhotoStatus(PhotoState.WORKING))
            case EntryState.DONE | EntryState.SKIPPED:
                settings = entry.settings
                photo.saved_with = SavedWith(settings.model, settings.adjustments, choice)
                self._show(photo, PhotoStatus(PhotoState.SAVED, 1.0))
            case EntryState.FAILED:
                # The result is still good: another folder may take it.
                state = PhotoState.DONE if self._has_result(photo, entry) else PhotoState.FAILED
                self._show(photo, PhotoStatus(state, sentence=in_window_language(entry.sentence)))
            case EntryState.CANCELLED if photo.status.state is PhotoState.WORKING:
                self._show(photo, PhotoStatus(PhotoState.CANCELLED))
            case _:
                pass

    def _has_result(self, photo: RollPhoto, entry: QueueEntry) -> bool:
        held = self._shelf.get(photo.key)
        return held is not None and held.of(entry.settings.model) is not None

    @Slot(object)
    def _on_progress(self, progress: QueueProgress) -> None:
        entry = self._queue.at(self._queue.row_of(progress.id))
        photo = self._on_roll(entry)
        if photo is not None:
            self._show(photo, PhotoStatus(PhotoState.WORKING, progress.done))

    @Slot(object)
    def _on_added(self, added: AddedPhotos) -> None:
        if added.request is self._asked and added.made and not added.new and not added.waiting:
            self.noticed.emit(Notice(self.tr("All photos are saved already.")))


def _absolute(path: Path) -> Path:
    """As the queue writes it."""
    return Path(os.path.abspath(path))  # noqa: PTH100


def _joined(specs: Iterable[JobSpec]) -> tuple[JobSpec, ...]:
    """The same in fewer: neighbours that differ in nothing but their photos become one."""
    joined = []
    for _, group in groupby(specs, key=lambda spec: (spec.model, spec.adjustments, spec.output)):
        each = tuple(group)
        inputs = tuple(path for spec in each for path in spec.inputs)
        first = each[0]
        joined.append(replace(first, inputs=inputs))
    return tuple(joined)
