"""Results on their way out: into files, to the clipboard, to other programs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Slot

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
    """A photo that is to be saved as it was when that was asked for.

    Attributes:
        photo: open, or removed since.
        edits: a person's choices for it.
        usual_model: of photos without a model of their own.
        choice: about saving.
    """

    photo: OpenPhoto
    edits: PhotoEdits
    usual_model: str
    choice: SaveChoice

    @property
    def how(self) -> SavedWith:
        """Model, adjustments and choice of the file."""
        return SavedWith(self.edits.model or self.usual_model, self.edits.adjustments, self.choice)


class Exports(QObject):
    """Gives out the result in view, or those of all photos.

    Attributes:
        choice: format, folder and encoding of what is saved from now on.
    """

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
        """Nothing is given out yet."""
        super().__init__(parent)
        self._in_view, self._open_photos = in_view, open_photos
        self._saver, self._queue_saves, self._copy_and_drag = saver, queue_saves, copy_and_drag
        self.choice = choice
        self._waiting: dict[int, AskedFor] | None = None

    def save_current(self) -> None:
        """Save the photo in view."""
        key, enhancement = self._in_view.key, self._in_view.result
        if key is not None and enhancement is not None:
            how = SavedWith(enhancement.model, self._in_view.adjustments, self.choice)
            self._saver.save(key, enhancement, how, self._in_view.device)

    def save_all(self, *, settled: bool = True) -> None:
        """Queue everything that is not saved as the adjustments are now.

        Args:
            settled: whether it is known what was kept of all photos; if not, `save_known` queues them then.
        """
        asked = [
            AskedFor(photo, photo.edits, self._in_view.usual_model, self.choice)
            for photo in self._open_photos
            if photo.status.state is not PhotoState.FAILED
        ]
        self._waiting = {each.photo.key: each for each in asked}
        if settled:
            self.save_known()

    def note_kept(self, kept: Mapping[int, PhotoEdits]) -> None:
        """Take over what was kept of photos, where a person had chosen nothing when saving was asked for."""
        if self._waiting is not None:
            self._waiting |= {
                key: replace(each, edits=kept[key])
                for key, each in self._waiting.items()
                if key in kept and each.edits == UNTOUCHED
            }

    @Slot()
    def save_known(self) -> None:
        """Queue the photos that `save_all` was asked to save, with the choices of that moment."""
        if self._waiting is not None:
            waiting, self._waiting = tuple(self._waiting.values()), None
            photos = [(each.photo, each.how) for each in waiting if each.photo.saved_with != each.how]
            self._queue_saves.add(photos, self._in_view.device)

    def forget_waiting(self) -> None:
        """Save none of the photos that wait until it is known what was kept of them."""
        self._waiting = None

    def copy_current(self) -> None:
        """Make a picture of the result in view, to be copied."""
        enhancement = self._in_view.result
        if enhancement is not None:
            self._copy_and_drag.make_picture(enhancement, self._in_view.adjustments)

    def drag_current(self) -> None:
        """Make a file of the result in view, to be dragged out."""
        enhancement = self._in_view.result
        if enhancement is not None:
            self._copy_and_drag.make_file(enhancement, self._in_view.adjustments, self.choice)
