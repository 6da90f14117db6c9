"""Saving one photo, or all of them."""

from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.disk_requests import SaveRequest
from lowexp_gui.app.disk_worker import DiskWorker
from lowexp_gui.app.notices import Notice, Remedy
from lowexp_gui.app.photo_status import PhotoState, PhotoStatus
from lowexp_gui.app.result_shelf import ResultShelf
from lowexp_gui.app.roll import Roll
from lowexp_gui.app.save_all import SaveAll
from lowexp_gui.app.save_choice import SaveChoice
from lowexp_gui.app.work_queue import Wish, WorkQueue
from lowexp_gui.enhancing.adjustments import Adjustments

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement
    from lowexp_gui.jobs.saving import Saved

_MOST_SAVES_WAITING = 2


@dataclass(frozen=True)
class SavedWith:
    """The choices behind a saved file."""

    model: str
    adjustments: Adjustments
    choice: SaveChoice


class Saver(QObject):
    """Hands results to the disk worker; lives on the window's thread."""

    noticed = Signal(object)
    """Notice"""
    counted = Signal()
    """How far “Save all” has come is another."""
    all_saved = Signal(object)
    """“Save all” is over, one way or another: Notice with the summary."""

    def __init__(
        self,
        roll: Roll,
        shelf: ResultShelf,
        disk: DiskWorker,
        work: WorkQueue,
        parent: QObject | None = None,
    ) -> None:
        """A saver that asks `work` for results that are not there yet."""
        super().__init__(parent)
        self._roll, self._shelf, self._disk, self._work = roll, shelf, disk, work
        self._saving: dict[int, SavedWith] = {}
        self._cancel = Event()
        self._job: SaveAll | None = None
        disk.saved.connect(self._on_saved)
        disk.save_failed.connect(self._on_save_failed)
        disk.save_cancelled.connect(self._on_save_cancelled)
        work.finished.connect(self._on_enhanced)
        work.failed.connect(self._on_enhancing_failed)

    @property
    def job(self) -> SaveAll | None:
        """“Save all” if it is under way."""
        return self._job

    def save(self, key: int, enhancement: "Enhancement", how: SavedWith) -> None:
        """Save one result, unless it is being saved already."""
        photo = self._roll.find(key)
        if photo is None or key in self._saving:
            return
        self._saving[key] = how
        self._roll.set_status(key, PhotoStatus(PhotoState.SAVING, 1.0))
        rule = how.choice.rule_for(photo.path)
        self._disk.ask(SaveRequest(key, enhancement, how.adjustments, rule, self._cancel))

    def save_all(self, model: str, device: str, adjustments: Adjustments, choice: SaveChoice) -> None:
        """Enhance and save all photos but those that failed, and those saved like this already."""
        if self._job is not None:
            return
        like_this = SavedWith(model, adjustments, choice)
        keys = [
            photo.key
            for photo in self._roll
            if photo.status.state is not PhotoState.FAILED and photo.saved_with != like_this
        ]
        self._job = SaveAll(model, device, adjustments, choice, keys)
        if not keys:
            self._job = None
            self.noticed.emit(Notice(self.tr("All photos are saved already.")))
            return
        self._continue()

    def cancel(self) -> None:
        """Stop “Save all”, and what has not reached the disk yet."""
        self._cancel.set()
        self._cancel = Event()
        job, self._job = self._job, None
        if job is not None:
            self.all_saved.emit(job.summary(cancelled=True))
            self.counted.emit()

    def _continue(self) -> None:
        """Begin photos while there is room; results wait in memory, so not too many at a time."""
        job = self._job
        if job is None:
            return
        while job.pending and len(job.active) < _MOST_SAVES_WAITING:
            key = job.pending.pop(0)
            held = self._shelf.get(key)
            if self._roll.find(key) is None:
                job.failed += 1
                continue
            job.active.add(key)
            enhancement = None if held is None else held.enhancement
            if enhancement is not None and enhancement.model == job.model:
                self._save_in_job(key, enhancement)
            else:
                self._work.want(Wish(key, job.model, job.device), now=False)
        self.counted.emit()
        if job.is_over and self._job is job:
            self._job = None
            self.all_saved.emit(job.summary(cancelled=False))
            self.counted.emit()

    def _save_in_job(self, key: int, enhancement: "Enhancement") -> None:
        if self._job is not None:
            how = SavedWith(self._job.model, self._job.adjustments, self._job.choice)
            self.save(key, enhancement, how)

    def _settle(self, key: int, *, failed: bool) -> None:
        if self._job is not None and key in self._job.active:
            self._job.active.discard(key)
            self._job.failed += failed
            self._continue()

    @Slot(int, object)
    def _on_enhanced(self, key: int, enhancement: "Enhancement") -> None:
        job = self._job
        if job is not None and key in job.active and enhancement.model == job.model:
            self._save_in_job(key, enhancement)

    @Slot(int, object)
    def _on_enhancing_failed(self, key: int, _: Notice) -> None:
        self._settle(key, failed=True)

    @Slot(int, object)
    def _on_saved(self, key: int, saved: "Saved") -> None:
        how = self._saving.pop(key, None)
        photo = self._roll.find(key)
        if photo is not None:
            photo.saved_with = how
        self._roll.set_status(key, PhotoStatus(PhotoState.SAVED, 1.0))
        if self._job is not None and key in self._job.active:
            self._job.saved.append(saved.path)
            self._settle(key, failed=False)
        else:
            text = self.tr("Saved as “%1” in “%2”.")
            text = text.replace("%1", saved.path.name).replace("%2", saved.path.parent.name)
            self.noticed.emit(Notice(text, remedy=Remedy.SHOW_IN_FOLDER, path=saved.path))

    @Slot(int, object)
    def _on_save_failed(self, key: int, notice: Notice) -> None:
        self._saving.pop(key, None)
        # The result is still good: another folder may take it.
        self._roll.set_status(key, PhotoStatus(PhotoState.DONE, 1.0, notice.sentence))
        self.noticed.emit(notice)
        self._settle(key, failed=True)

    @Slot(int)
    def _on_save_cancelled(self, key: int) -> None:
        self._saving.pop(key, None)
        self._roll.set_status(key, PhotoStatus(PhotoState.DONE, 1.0))
        self._settle(key, failed=True)
