"""Saving the photo in view."""

from dataclasses import dataclass
from itertools import count
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.enhancing.memory_cache import MemoryCache
from lowexp_gui.app.enhancing.work_queue import EnhanceRequest, WorkQueue
from lowexp_gui.app.messages.notices import Notice, NoticeKind, Remedy
from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.app.photos.open_photos import OpenPhotos
from lowexp_gui.app.photos.photo_status import PhotoState, PhotoStatus
from lowexp_gui.app.saving.save_choice import SavedWith
from lowexp_gui.app.saving.saving_requests import SaveRequest
from lowexp_gui.app.saving.saving_worker import SavingWorker

if TYPE_CHECKING:
    from lowexp_gui.batch.saving import Saved
    from lowexp_gui.enhancing.enhancement import Enhancement

# One is written and one waits: results are large.
_MOST_RESULTS = 2


@dataclass(frozen=True, eq=False)
class _Save:
    """A save that was asked for and has not ended; of a result that was made on a device."""

    key: int
    how: SavedWith
    device: str
    cancel: Event

    def is_like(self, other: "_Save") -> bool:
        """Whether one file is enough for both."""
        return (self.key, self.how, self.cancel) == (other.key, other.how, other.cancel)


class Saver(QObject):
    """Hands results to the saving worker, in the order of the clicks; lives on the window's thread.

    Few results wait with the worker. Others stay in the memory cache, and are made again if they leave it.
    """

    noticed = Signal(object)
    """Notice"""

    def __init__(
        self,
        open_photos: OpenPhotos,
        memory_cache: MemoryCache,
        saving: SavingWorker,
        work: WorkQueue,
        parent: QObject | None = None,
    ) -> None:
        """A saver that asks `work` for results that are not there any more."""
        super().__init__(parent)
        self._open_photos, self._memory_cache, self._saving, self._work = (
            open_photos,
            memory_cache,
            saving,
            work,
        )
        self._numbers = count(1)
        self._saves: dict[int, _Save] = {}
        self._waiting: list[_Save] = []
        self._cancel = Event()
        saving.saved.connect(self._on_saved)
        saving.save_failed.connect(self._on_save_failed)
        saving.save_cancelled.connect(self._on_save_cancelled)
        work.finished.connect(self._on_enhanced)
        work.failed.connect(self._on_enhancing_failed)
        open_photos.removing.connect(self._on_removing)

    def save(self, key: int, enhancement: "Enhancement", how: SavedWith, device: str) -> None:
        """Save one result, unless it is being saved like this already."""
        if self._open_photos.find(key) is None:
            return
        self._open_photos.set_status(key, PhotoStatus(PhotoState.SAVING, 1.0))
        save = _Save(key, how, device, self._cancel)
        if any(save.is_like(other) for other in (*self._saves.values(), *self._waiting)):
            return
        if self._waiting or len(self._saves) >= _MOST_RESULTS:
            self._waiting.append(save)
        else:
            self._hand_in(save, enhancement)

    def cancel(self) -> None:
        """Give up what has not reached the disk yet."""
        self._cancel.set()
        self._cancel = Event()
        given_up, self._waiting = self._waiting, []
        for save in given_up:
            self._show_outcome(save, self._unsaved(save))

    def _hand_in(self, save: _Save, enhancement: "Enhancement") -> None:
        photo = self._open_photos.find(save.key)
        if photo is None:
            return
        number = next(self._numbers)
        self._saves[number] = save
        self._open_photos.set_status(save.key, PhotoStatus(PhotoState.SAVING, 1.0))
        rule = save.how.choice.rule_for(photo.path)
        self._saving.ask(SaveRequest(number, enhancement, save.how.adjustments, rule, save.cancel))

    def _continue(self) -> None:
        """Hand in what waits, as long as there is room; a result that is not there any more is made again."""
        while self._waiting and len(self._saves) < _MOST_RESULTS:
            save = self._waiting[0]
            enhancement = self._result_of(save)
            if enhancement is None:
                self._work.want(EnhanceRequest(save.key, save.how.model, save.device, kept=True), now=False)
                return
            self._waiting.pop(0)
            self._hand_in(save, enhancement)

    def _result_of(self, save: _Save) -> "Enhancement | None":
        held = self._memory_cache.get(save.key)
        return None if held is None else held.of(save.how.model)

    def _show_outcome(self, save: _Save, status: PhotoStatus) -> None:
        """Say where a photo stands after a save, unless something else is being done with it."""
        photo = self._open_photos.find(save.key)
        if photo is None or photo.status.state is not PhotoState.SAVING:
            return
        others = (*self._saves.values(), *self._waiting)
        if not any(other.key == save.key and other.cancel is self._cancel for other in others):
            self._open_photos.set_status(save.key, status)

    def _unsaved(self, save: _Save, sentence: str = "") -> PhotoStatus:
        """The status of a photo that was not saved; its result may have made room for others."""
        if self._result_of(save) is None:
            return PhotoStatus(PhotoState.WAITING, sentence=sentence)
        return PhotoStatus(PhotoState.DONE, 1.0, sentence)

    @Slot(int)
    def _on_removing(self, row: int) -> None:
        """The memory cache lets a photo go that is closed, so its saves wait with their results."""
        key = self._open_photos.at(row).key
        for save in [each for each in self._waiting if each.key == key]:
            self._waiting.remove(save)
            enhancement = self._result_of(save)
            if enhancement is not None:
                self._hand_in(save, enhancement)
            else:
                text = self.tr("A photo was removed before it was saved; open it and save it again.")
                self.noticed.emit(Notice(text, NoticeKind.WARNING))

    @Slot(int, object)
    def _on_enhanced(self, key: int, enhancement: "Enhancement") -> None:
        if self._waiting and (self._waiting[0].key, self._waiting[0].how.model) == (key, enhancement.model):
            self._continue()

    @Slot(object, object)
    def _on_enhancing_failed(self, request: EnhanceRequest, _: Notice) -> None:
        failed = [
            each for each in self._waiting if (each.key, each.how.model) == (request.key, request.model)
        ]
        if failed and self._result_of(failed[0]) is None:
            self._waiting = [each for each in self._waiting if each not in failed]
            self._continue()

    @Slot(int, object)
    def _on_saved(self, number: int, saved: "Saved") -> None:
        save = self._saves.pop(number)
        photo = self._open_photos.find(save.key)
        if photo is not None:
            photo.saved_with = save.how
        self._show_outcome(save, PhotoStatus(PhotoState.SAVED, 1.0))
        text = self.tr("Saved as “%1” in “%2”.")
        text = filled(text, saved.path.name, saved.path.parent.name)
        self.noticed.emit(Notice(text, remedy=Remedy.SHOW_IN_FOLDER, path=saved.path))
        self._continue()

    @Slot(int, object)
    def _on_save_failed(self, number: int, notice: Notice) -> None:
        save = self._saves.pop(number)
        # The result is still good: another folder may take it.
        self._show_outcome(save, self._unsaved(save, notice.sentence))
        self.noticed.emit(notice)
        self._continue()

    @Slot(int)
    def _on_save_cancelled(self, number: int) -> None:
        save = self._saves.pop(number)
        self._show_outcome(save, self._unsaved(save))
        self._continue()
