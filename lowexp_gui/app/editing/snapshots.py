"""Remembered states of photos, to compare with the present ones."""

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.editing.editing import Editing
from lowexp_gui.app.viewing.photo_in_view import PhotoInView
from lowexp_gui.edits.photo_edits import PhotoEdits


class Snapshots(QObject):
    """One remembered state for each photo, until the program ends. Ratings are no part of it."""

    changed = Signal()
    """`is_kept` or `is_shown` may have changed."""

    def __init__(self, editing: Editing, in_view: PhotoInView, parent: QObject | None = None) -> None:
        """Start without remembered states."""
        super().__init__(parent)
        self._editing, self._in_view = editing, in_view
        self._kept: dict[int, PhotoEdits] = {}
        self._others: dict[int, PhotoEdits] = {}
        editing.edited.connect(self.changed)
        in_view.changed.connect(self.changed)

    @property
    def is_kept(self) -> bool:
        """Whether a state of the photo in view is remembered."""
        return self._in_view.key in self._kept

    @property
    def is_shown(self) -> bool:
        """Whether the photo in view is in its remembered state."""
        photo = self._in_view.open_photo
        return photo is not None and photo.edits.without_rating == self._kept.get(photo.key)

    @Slot()
    def remember(self) -> None:
        """Remember the present state of the photo in view."""
        photo = self._in_view.open_photo
        if photo is not None:
            self._kept[photo.key] = photo.edits.without_rating
            self._others.pop(photo.key, None)
            self.changed.emit()

    @Slot()
    def switch(self) -> None:
        """Go to the remembered state, or from it back to the state before."""
        photo = self._in_view.open_photo
        if photo is None or photo.key not in self._kept:
            return
        if self.is_shown:
            wanted = self._others.get(photo.key)
        else:
            self._others[photo.key] = photo.edits.without_rating
            wanted = self._kept[photo.key]
        if wanted is not None:
            self._editing.become(wanted)
