"""Making actions with texts, shortcuts and tooltips."""

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

Shortcut = QKeySequence | QKeySequence.StandardKey | Qt.Key | str


class TitledActions(QObject):
    """Actions with translated texts.

    Attributes:
        english: the English text of each translated one, for the search for commands.
    """

    def __init__(self, parent: QObject) -> None:
        """No actions."""
        super().__init__(parent)
        self.english: dict[str, str] = {}

    def tr(self, text: str) -> str:  # type: ignore[override]
        """The translation of a text, which is remembered with it."""
        translation = super().tr(text)
        self.english[translation] = text
        return translation


def make_action(
    parent: QObject,
    text: str,
    shortcut: Shortcut | None = None,
    hint: str = "",
    more: tuple[str, ...] = (),
    *,
    checkable: bool = False,
) -> QAction:
    """An action.

    Args:
        text: menu text with mnemonic.
        shortcut: the shortcut that is displayed.
        hint: description for the tooltip; if empty, the text is used.
        more: additional shortcuts.
        checkable: whether it is on or off.
    """
    action = QAction(text, parent, checkable=checkable)
    if shortcut is not None:
        keys = (QKeySequence(shortcut), *(QKeySequence(each) for each in more))
        # An additional shortcut may equal the standard one of another system.
        action.setShortcuts([each for number, each in enumerate(keys) if each not in keys[:number]])
    hint = hint or action.iconText()
    shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{hint} ({shown})" if shown else hint)
    return action


make_choice = partial(make_action, checkable=True)
"""Makes an action that is on or off; it takes what `make_action` takes."""
