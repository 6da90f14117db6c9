"""Undo and redo while a field has the focus."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QWidget


class UndoKeys(QObject):
    """Keeps fields from handling the undo and redo keys themselves.

    Qt's fields handle them even if they have nothing to undo, and number boxes undo the text of a number that
    is already applied. Here, a text field handles them only while it has own edits to undo; a number box of
    an adjustment never does.
    """

    def __init__(self, actions: Iterable[QAction], adjustments: QWidget, parent: QObject) -> None:
        """Handle the keys of actions; `adjustments` contains the number boxes of adjustments."""
        super().__init__(parent)
        self._actions, self._adjustments = tuple(actions), adjustments

    def watch(self, window: QWidget) -> None:
        """Apply this to all fields in a window."""
        for kind in (QLineEdit, QAbstractSpinBox, QComboBox):
            for field in window.findChildren(kind):
                field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            keys = QKeySequence(event.keyCombination())
            if any(keys in action.shortcuts() for action in self._actions) and not self._is_own(watched):
                # Not accepted, so that the window's shortcut is used.
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _is_own(self, field: QObject) -> bool:
        """Whether the keys apply to the field's own text."""
        if isinstance(field, QAbstractSpinBox):
            return not self._adjustments.isAncestorOf(field) and _has_edits(field.findChild(QLineEdit))
        if isinstance(field, QComboBox):
            return _has_edits(field.lineEdit())
        if isinstance(field, QLineEdit):
            within = field.parentWidget()
            return self._is_own(within) if isinstance(within, QAbstractSpinBox) else _has_edits(field)
        return True


def _has_edits(line: QLineEdit | None) -> bool:
    return line is not None and (line.isUndoAvailable() or line.isRedoAvailable())
