"""Saving one photo, or all of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.notices import Notice, Remedy
from lowexp_gui.app.photo_status import PhotoState, PhotoStatus
from lowexp_gui.app.result_shelf import ResultShelf
from lowexp_gui.app.roll import Roll, RollPhoto
from lowexp_gui.app.save_all import SaveAll
from lowexp_gui.app.save_choice import SaveChoice, SavedWith
from lowexp_gui.app.saving_requests import SaveRequest
from lowexp_gui.app.saving_worker import SavingWorker
from lowexp_gui.app.sentences import filled
from lowexp_gui.app.work_queue import Wish, WorkQueue

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement
    from lowexp_gui.jobs.saving import Saved

_MOST_SAVES_WAITING = 2


@dataclass(frozen=True, eq=False)
class _Save:
    """A save under way; `job` is None if a person asked for this one photo."""

    key: int
    how: SavedWith
    job: SaveAll | None
    cancel: Event


class Saver(QObject):
    """Hands results to the saving worker; lives on the window's thread."""

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
        saving: SavingWorker,
        work: WorkQueue,
        parent: QObject | None = None,
    ) -> None:
        """A saver that asks `work` for results that are not there yet."""
        super().__init__(parent)
        self._roll, self._shelf, self._saving, self._work = roll, shelf, saving, work
        self._numbers = count(1)
        self._saves: dict[int, _Save] = {}
        self._cancel = Event()
        self._job: SaveAll | None = None
        saving.saved.connect(self._on_saved)
        saving.save_failed.connect(self._on_save_failed)
        saving.save_cancelled.connect(self._on_save_cancelled)
        work.finished.connect(self._on_enhanced)
        work.failed.connect(self._on_enhancing_failed)

    @property
    def job(self) -> SaveAll | None:
        """“Save all” if it is under way."""
        return self._job

    def save(self, key: int, enhancement: "Enhancement", how: SavedWith) -> None:
        """Save one result, unless it is being saved like this already."""
        self._save(_Save(key, how, None, self._cancel), enhancement)

    def save_all(
        self,
        photos: Iterable[RollPhoto],
        model_of: Callable[[RollPhoto], str],
        device: str,
        choice: SaveChoice,
    ) -> None:
        """Enhance and save photos, unless that is being done; files go through the queue instead."""
        if self._job is not None:
            return
        how = {photo.key: SavedWith(model_of(photo), photo.adjustments, choice) for photo in photos}
        keys = list(how)
        self._job = SaveAll(device, how, keys)
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

    def forget(self, key: int) -> None:
        """Leave a photo that was removed out of “Save all”; what is being written of it is not taken back."""
        job = self._job
        if job is not None and not any(save.job is job for save in self._saves_of(key)):
            job.leave_out(key)
            self._continue()

    def _continue(self) -> None:
        """Begin photos while there is room; results wait in memory, so not too many at a time."""
        job = self._job
        if job is None:
            return
        while job.pending and len(job.active) < _MOST_SAVES_WAITING:
            key = job.pending.pop(0)
            held = self._shelf.get(key)
            job.active.add(key)
            model = job.how[key].model
            enhancement = None if held is None else held.of(model)
            if enhancement is not None:
                self._save_in_job(key, enhancement)
            else:
                self._work.want(Wish(key, model, job.device, kept=True), now=False)
        if job.is_over and self._job is job:
            self._job = None
            if job.total > 0:
                self.all_saved.emit(job.summary(cancelled=False))
        self.counted.emit()

    def _save_in_job(self, key: int, enhancement: "Enhancement") -> None:
        if self._job is not None:
            self._save(_Save(key, self._job.how[key], self._job, self._cancel), enhancement)

    def _save(self, save: _Save, enhancement: "Enhancement") -> None:
        photo = self._roll.find(save.key)
        if photo is None:
            return
        self._roll.set_status(save.key, PhotoStatus(PhotoState.SAVING, 1.0))
        for number, other in self._saves.items():
            if (other.key, other.how, other.cancel) == (save.key, save.how, save.cancel):
                # One file is enough, for “Save all” too.
                self._saves[number] = other if save.job is None else save
                return
        number = next(self._numbers)
        self._saves[number] = save
        rule = save.how.choice.rule_for(photo.path)
        self._saving.ask(SaveRequest(number, enhancement, save.how.adjustments, rule, save.cancel))

    def _saves_of(self, key: int) -> list[_Save]:
        return [save for save in self._saves.values() if save.key == key]

    def _is_of_job(self, save: _Save) -> bool:
        return self._job is not None and save.job is self._job

    def _settle(self, key: int, *, failed: bool) -> None:
        job = self._job
        if job is None or key not in job.active:
            return
        if failed and self._roll.find(key) is None:
            job.leave_out(key)
        else:
            job.active.discard(key)
            job.failed += failed
        self._continue()

    def _show_outcome(self, save: _Save, status: PhotoStatus) -> None:
        """Say where a photo stands after a save, unless something else is being done with it."""
        photo = self._roll.find(save.key)
        if photo is None or photo.status.state is not PhotoState.SAVING:
            return
        if not any(other.cancel is self._cancel for other in self._saves_of(save.key)):
            self._roll.set_status(save.key, status)

    def _unsaved(self, save: _Save, sentence: str = "") -> PhotoStatus:
        """The status of a photo that was not saved; its result may have made room for others."""
        held = self._shelf.get(save.key)
        if held is None or held.of(save.how.model) is None:
            return PhotoStatus(PhotoState.WAITING, sentence=sentence)
        return PhotoStatus(PhotoState.DONE, 1.0, sentence)

    @Slot(int, object)
    def _on_enhanced(self, key: int, enhancement: "Enhancement") -> None:
        job = self._job
        if job is not None and key in job.active and enhancement.model == job.how[key].model:
            self._save_in_job(key, enhancement)

    @Slot(object, object)
    def _on_enhancing_failed(self, wish: Wish, _: Notice) -> None:
        job = self._job
        how = None if job is None else job.how.get(wish.key)
        if job is not None and how is not None and (wish.model, wish.device) == (how.model, job.device):
            self._settle(wish.key, failed=True)

    @Slot(int, object)
    def _on_saved(self, number: int, saved: "Saved") -> None:
        save = self._saves.pop(number)
        photo = self._roll.find(save.key)
        if photo is not None:
            photo.saved_with = save.how
        self._show_outcome(save, PhotoStatus(PhotoState.SAVED, 1.0))
        if self._job is not None and self._is_of_job(save):
            self._job.saved.append(saved.path)
            self._settle(save.key, failed=False)
        else:
            text = self.tr("Saved as “%1” in “%2”.")
            text = filled(text, saved.path.name, saved.path.parent.name)
            self.noticed.emit(Notice(text, remedy=Remedy.SHOW_IN_FOLDER, path=saved.path))

    @Slot(int, object)
    def _on_save_failed(self, number: int, notice: Notice) -> None:
        save = self._saves.pop(number)
        # The result is still good: another folder may take it.
        self._show_outcome(save, self._unsaved(save, notice.sentence))
        self.noticed.emit(notice)
        if self._is_of_job(save):
            self._settle(save.key, failed=True)

    @Slot(int)
    def _on_save_cancelled(self, number: int) -> None:
        save = self._saves.pop(number)
        self._show_outcome(save, self._unsaved(save))
