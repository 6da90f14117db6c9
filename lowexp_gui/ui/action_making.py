"""Actions with their words, shortcuts and tooltips."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

Shortcut = QKeySequence | QKeySequence.StandardKey | Qt.Key | str


def make_action(
    parent: QObject,
    text: str,
    shortcut: Shortcut | None = None,
    hint: str = "",
    more: tuple[str, ...] = (),
) -> QAction:
    """An action.

    Args:
        text: of menus, with its mnemonic.
        shortcut: the one that is shown.
        hint: what it does, for the tooltip; the text if there is nothing to add.
        more: other shortcuts.
    """
    action = QAction(text, parent)
    if shortcut is not None:
        action.setShortcuts([QKeySequence(shortcut), *(QKeySequence(each) for each in more)])
    hint = hint or action.iconText()
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{hint} ({keys})" if keys else hint)
    return action


def make_choice(parent: QObject, text: str, shortcut: Shortcut | None = None, hint: str = "") -> QAction:
    """An action that is on or off."""
    action = make_action(parent, text, shortcut, hint)
    action.setCheckable(True)
    return action
