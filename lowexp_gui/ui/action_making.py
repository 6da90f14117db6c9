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
        keys = (QKeySequence(shortcut), *(QKeySequence(each) for each in more))
        # What is another way on one system is the usual one on the next.
        action.setShortcuts([each for number, each in enumerate(keys) if each not in keys[:number]])
    hint = hint or action.iconText()
    shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{hint} ({shown})" if shown else hint)
    return action


def make_choice(parent: QObject, text: str, shortcut: Shortcut | None = None, hint: str = "") -> QAction:
    """An action that is on or off."""
    action = make_action(parent, text, shortcut, hint)
    action.setCheckable(True)
    return action
