"""Saving, copying and dragging of results."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.photos.open_photos import OpenPhoto, OpenPhotos
from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.app.queueing.queue_saves import QueueSaves
from lowexp_gui.app.saving.copy_and_drag import CopyAndDrag
from lowexp_gui.app.saving.save_choice import SaveChoice, SavedWith
from lowexp_gui.app.saving.saver import Saver
from lowexp_gui.app.viewing.photo_in_view import PhotoInView
from lowexp_gui.edits.photo_edits import UNTOUCHED, PhotoEdits


@dataclass(frozen=True)
class AskedFor:
    """A photo to be saved, with all choices at the time of the request.

    Attributes:
        photo: the photo; it may have been closed since.
        edits: its edits.
        usual_model: name of the model for photos without a model of their own.
        choice: how to save it.
    """

    photo: OpenPhoto
    edits: PhotoEdits
    usual_model: str
    choice: SaveChoice

    @property
    def how(self) -> SavedWith:
        """The choices that the file is saved with."""
        edits = self.edits
        return SavedWith(edits.model or self.usual_model, edits.adjustments, self.choice, edits.geometry)


class Exports(QObject):
    """Saves, copies or drags the result in view, or saves all results; lives on the window's thread.

    Attributes:
        choice: format, folder and encoding of the next saves.
    """

    changed = Signal()
    """`is_busy` may have changed."""

    def __init__(
        self,
        in_view: PhotoInView,
        open_photos: OpenPhotos,
        saver: Saver,
        queue_saves: QueueSaves,
        copy_and_drag: CopyAndDrag,
        choice: SaveChoice,
        parent: QObject | None = None,
    ) -> None:
        """Start with nothing to save."""
        super().__init__(parent)
        self._in_view, self._open_photos = in_view, open_photos
        self._saver, self._queue_saves, self._copy_and_drag = saver, queue_saves, copy_and_drag
        self.choice = choice
        self._waiting: tuple[AskedFor, ...] = ()
        saver.changed.connect(self.changed)

    @property
    def is_busy(self) -> bool:
        """Whether a requested save is neither written nor queued yet."""
        return bool(self._waiting) or self._saver.is_busy

    def save_current(self) -> None:
        """Save the photo in view."""
        key, enhancement = self._in_view.key, self._in_view.result
        if key is not None and enhancement is not None:
            in_view = self._in_view
            how = SavedWith(enhancement.model, in_view.adjustments, self.choice, in_view.geometry)
            self._saver.save(key, enhancement, how, self._in_view.device)

    def save_all(self, *, settled: bool = True) -> None:
        """Queue all photos that are not saved with their current choices.

        Args:
            settled: whether the stored edits of all photos are known; if not, `save_known` queues the photos.
        """
        self.save_photos((photo.key for photo in self._open_photos), settled=settled)

    def save_photos(self, keys: Iterable[int], *, settled: bool = True) -> None:
        """Queue photos that are not saved with their current choices; `settled` as in `save_all`."""
        photos = map(self._open_photos.find, keys)
        asked = [
            AskedFor(photo, photo.edits, self._in_view.usual_model, self.choice)
            for photo in photos
            if photo is not None and photo.status.state is not PhotoState.FAILED
        ]
        # An earlier request may still wait, with another choice or with photos that were closed since.
        self._waiting = tuple(dict.fromkeys((*self._waiting, *asked)))
        if settled or not self._waiting:
            self._queue_waiting()
        self.changed.emit()

    def note_kept(self, kept: Mapping[int, PhotoEdits]) -> None:
        """Use the stored edits for waiting photos that had no edits at the time of the request."""
        self._waiting = tuple(
            replace(each, edits=each.edits.completed_by(kept.get(each.photo.key, UNTOUCHED)))
            for each in self._waiting
        )

    @Slot()
    def save_known(self) -> None:
        """Queue the photos that wait for their stored edits, with the choices at the time of the request."""
        if self._waiting:
            self._queue_waiting()
            self.changed.emit()

    def forget_waiting(self) -> None:
        """Save none of the photos whose stored edits are not known yet."""
        self._waiting = ()
        self.changed.emit()

    def copy_current(self) -> None:
        """Render the result in view for the clipboard."""
        enhancement = self._in_view.result
        if enhancement is not None:
            self._copy_and_drag.make_picture(enhancement, self._in_view.adjustments, self._in_view.geometry)

    def drag_current(self) -> None:
        """Write the result in view to a file that can be dragged to another program."""
        enhancement = self._in_view.result
        if enhancement is not None:
            in_view = self._in_view
            self._copy_and_drag.make_file(enhancement, in_view.adjustments, self.choice, in_view.geometry)

    def _queue_waiting(self) -> None:
        waiting, self._waiting = self._waiting, ()
        photos = [(each.photo, each.how) for each in waiting if each.photo.saved_with != each.how]
        self._queue_saves.add(photos, self._in_view.device)
