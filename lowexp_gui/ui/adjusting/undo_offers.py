"""Messages that offer to undo what concerns more than the photo in view."""

from PySide6.QtCore import QObject, Slot

from lowexp_gui.app.editing.edit_history import RemovalStep, Step
from lowexp_gui.app.editing.editing import Editing
from lowexp_gui.app.messages.notices import Notice, Remedy
from lowexp_gui.app.messages.sentences import filled, in_window_language
from lowexp_gui.errors import Counted
from lowexp_gui.photo.errors import printable
from lowexp_gui.ui.toasts import Toasts


class UndoOffers(QObject):
    """Shows an offer after such a step, and removes it when another step would be undone."""

    def __init__(self, editing: Editing, toasts: Toasts, parent: QObject | None = None) -> None:
        """Connect everything."""
        super().__init__(parent)
        self._toasts = toasts
        editing.changed.connect(self._on_changed)
        editing.stepped.connect(self._on_stepped)

    @Slot()
    def _on_changed(self) -> None:
        self._toasts.remove_offers(Remedy.UNDO)

    @Slot(object)
    def _on_stepped(self, step: Step) -> None:
        if isinstance(step, RemovalStep) and len(step.photos) > 1:
            photos = in_window_language(Counted(len(step.photos), "photo", "photos"))
            sentence = filled(self.tr("Removed %1 from the list."), photos)
        elif isinstance(step, RemovalStep):
            path = step.photos[0][0].path
            name = self.tr("The pasted picture") if path is None else f"“{printable(path.name)}”"
            sentence = filled(self.tr("%1 is removed from the list."), name)
        elif step.changes_only_ratings:
            return
        elif len(step.before) > 1:
            photos = in_window_language(Counted(len(step.before), "photo", "photos"))
            sentence = filled(self.tr("Adjusted %1."), photos)
        else:
            return
        self._toasts.show_notice(Notice(sentence, remedy=Remedy.UNDO))
