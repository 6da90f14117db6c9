"""The steps of the photo in view, as a menu."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from lowexp_gui.app.editing.editing import Editing
from lowexp_gui.app.viewing.photo_in_view import PhotoInView
from lowexp_gui.ui.adjusting.step_labels import step_label

_MOST_SHOWN = 40


class HistoryMenu(QMenu):
    """The latest step is on top, the state when the photo was opened is last; a click goes there."""

    def __init__(self, editing: Editing, in_view: PhotoInView, parent: QWidget) -> None:
        """A menu that is filled when it opens."""
        super().__init__(parent)
        self._editing, self._in_view = editing, in_view
        self.setAccessibleName(self.tr("History"))
        self.aboutToShow.connect(self.fill)

    @Slot()
    def fill(self) -> None:
        """Add the steps of the photo in view."""
        self.clear()
        key = self._in_view.key
        entries = () if key is None else self._editing.history_of(key)
        group = QActionGroup(self)
        present = max((number for number, each in enumerate(entries) if each.is_done), default=-1)
        for number in range(len(entries) - 1, max(-1, len(entries) - 1 - _MOST_SHOWN), -1):
            entry = entries[number]
            self._add(step_label(entry.before, entry.after), number, number == present, group)
        self._add(self.tr("Opened"), -1, present == -1, group)

    def _add(self, text: str, number: int, is_present: bool, group: QActionGroup) -> None:
        action = QAction(text.replace("&", "&&"), self)
        action.setCheckable(True)
        action.setChecked(is_present)
        group.addAction(action)
        action.triggered.connect(partial(self._go_to, number))
        self.addAction(action)

    def _go_to(self, number: int) -> None:
        key = self._in_view.key
        if key is not None:
            self._editing.go_to(key, number)
