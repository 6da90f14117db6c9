"""Saving of single results."""

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

# One is being written and one waits, because results are large.
_MOST_RESULTS = 2


@dataclass(frozen=True, eq=False)
class _Save:
    """A save that has not ended."""

    key: int
    how: SavedWith
    device: str
    cancel: Event

    def is_like(self, other: "_Save") -> bool:
        """Whether one file is enough for both."""
        return (self.key, self.how, self.cancel) == (other.key, other.how, other.cancel)


class Saver(QObject):
    """Hands results to the saving worker, in the order of the requests; lives on the window's thread.

    At most `_MOST_RESULTS` results are with the worker. Other results stay in the memory cache, and are made
    again if they leave it.
    """

    noticed = Signal(object)
    """Notice"""
    changed = Signal()
    """`is_busy` may have changed."""

    def __init__(
        self,
        open_photos: OpenPhotos,
        memory_cache: MemoryCache,
        saving: SavingWorker,
        work: WorkQueue,
        parent: QObject | None = None,
    ) -> None:
        """Start without saves; `work` makes results again that left the memory cache."""
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

    @property
    def is_busy(self) -> bool:
        """Whether a save has not ended."""
        return bool(self._saves or self._waiting)

    def save(self, key: int, enhancement: "Enhancement", how: SavedWith, device: str) -> None:
        """Save one result, unless the same save has not ended yet."""
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
        self.changed.emit()

    def cancel(self) -> None:
        """Cancel all saves whose file is not complete."""
        self._cancel.set()
        self._cancel = Event()
        given_up, self._waiting = self._waiting, []
        for save in given_up:
            self._show_outcome(save, self._unsaved(save))
        self.changed.emit()

    def _hand_in(self, save: _Save, enhancement: "Enhancement") -> None:
        photo = self._open_photos.find(save.key)
        if photo is None:
            return
        number = next(self._numbers)
        self._saves[number] = save
        self._open_photos.set_status(save.key, PhotoStatus(PhotoState.SAVING, 1.0))
        rule = save.how.choice.rule_for(photo.path)
        how = save.how
        rating = photo.edits.rating
        self._saving.ask(
            SaveRequest(number, enhancement, how.adjustments, rule, save.cancel, how.geometry, rating)
        )

    def _continue(self) -> None:
        """Hand in waiting saves while there is room. Results that left the memory cache are made again."""
        self._hand_in_waiting()
        self.changed.emit()

    def _hand_in_waiting(self) -> None:
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
        """Set the status of a photo after a save, unless the photo is in another state by now."""
        photo = self._open_photos.find(save.key)
        if photo is None or photo.status.state is not PhotoState.SAVING:
            return
        others = (*self._saves.values(), *self._waiting)
        if not any(other.key == save.key and other.cancel is self._cancel for other in others):
            self._open_photos.set_status(save.key, status)

    def _unsaved(self, save: _Save, sentence: str = "") -> PhotoStatus:
        """The status of a photo that was not saved. Its result may have left the memory cache."""
        if self._result_of(save) is None:
            return PhotoStatus(PhotoState.WAITING, sentence=sentence)
        return PhotoStatus(PhotoState.DONE, 1.0, sentence)

    @Slot(object)
    def _on_removing(self, keys: frozenset[int]) -> None:
        """Closed photos leave the memory cache, so their waiting saves are handed in now."""
        for save in [each for each in self._waiting if each.key in keys]:
            self._waiting.remove(save)
            enhancement = self._result_of(save)
            if enhancement is not None:
                self._hand_in(save, enhancement)
            else:
                text = self.tr("A photo was removed before it was saved; open it and save it again.")
                self.noticed.emit(Notice(text, NoticeKind.WARNING))
        self.changed.emit()

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
        # The result is still usable: saving to another folder may succeed.
        self._show_outcome(save, self._unsaved(save, notice.sentence))
        self.noticed.emit(notice)
        self._continue()

    @Slot(int)
    def _on_save_cancelled(self, number: int) -> None:
        save = self._saves.pop(number)
        self._show_outcome(save, self._unsaved(save))
        self._continue()
