"""Results on their way out: into files, to the clipboard, to other programs."""

from PySide6.QtCore import QObject

from lowexp_gui.app.photos.open_photos import OpenPhotos
from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.app.queueing.queue_saves import QueueSaves
from lowexp_gui.app.saving.save_choice import SaveChoice, SavedWith
from lowexp_gui.app.saving.saver import Saver
from lowexp_gui.app.saving.taking_out import TakingOut
from lowexp_gui.app.viewing.photo_in_view import PhotoInView


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
        taking_out: TakingOut,
        choice: SaveChoice,
        parent: QObject | None = None,
    ) -> None:
        """Nothing is given out yet."""
        super().__init__(parent)
        self._in_view, self._open_photos = in_view, open_photos
        self._saver, self._queue_saves, self._taking_out = saver, queue_saves, taking_out
        self.choice = choice

    def save_current(self) -> None:
        """Save the photo in view."""
        key, enhancement = self._in_view.key, self._in_view.result
        if key is not None and enhancement is not None:
            how = SavedWith(enhancement.model, self._in_view.adjustments, self.choice)
            self._saver.save(key, enhancement, how, self._in_view.device)

    def save_all(self) -> None:
        """Queue everything that is not saved as the adjustments are now."""
        model_of, device = self._in_view.model_of, self._in_view.device
        photos = [
            photo
            for photo in self._open_photos
            if photo.status.state is not PhotoState.FAILED
            and photo.saved_with != SavedWith(model_of(photo), photo.adjustments, self.choice)
        ]
        self._queue_saves.add(photos, model_of, device, self.choice)

    def copy_current(self) -> None:
        """Make a picture of the result in view, to be copied."""
        enhancement = self._in_view.result
        if enhancement is not None:
            self._taking_out.make_picture(enhancement, self._in_view.adjustments)

    def drag_current(self) -> None:
        """Make a file of the result in view, to be dragged out."""
        enhancement = self._in_view.result
        if enhancement is not None:
            self._taking_out.make_file(enhancement, self._in_view.adjustments, self.choice)
