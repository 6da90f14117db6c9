"""What is chosen about saving: kept, used and shown for the photo in view."""

from PySide6.QtCore import QObject, Slot

from lowexp_gui.app.preferences import Preferences
from lowexp_gui.app.saving.save_choice import SaveChoice
from lowexp_gui.app.session import Session
from lowexp_gui.ui.photos.save_panel import SavePanel


class SaveCommands(QObject):
    """Connects the panel's foot with session and preferences."""

    def __init__(self, panel: SavePanel, session: Session, preferences: Preferences, parent: QObject) -> None:
        """Connect everything."""
        super().__init__(parent)
        self._panel, self._session, self._preferences = panel, session, preferences
        panel.changed.connect(self._on_choice)
        session.in_view.changed.connect(self._on_current_changed)
        session.in_view.model_changed.connect(self._on_current_changed)

    @Slot(object)
    def _on_choice(self, choice: SaveChoice) -> None:
        self._preferences.set_save_choice(choice)
        self._session.exports.choice = choice

    @Slot()
    def _on_current_changed(self) -> None:
        in_view = self._session.in_view
        current = in_view.open_photo
        if current is not None:
            self._panel.show_photo(current.path, in_view.photo, in_view.model)
