"""Saving everything: the book-keeping of one click on “Save all”."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from lowexp_gui.app.notices import Notice, NoticeKind, Remedy
from lowexp_gui.app.save_choice import SavedWith
from lowexp_gui.app.sentences import filled


@dataclass
class SaveAll:
    """A job that was fixed at the click.

    Attributes:
        device: by name.
        how: each photo is saved, by key.
        pending: keys of photos not begun, in order.
        active: keys of photos being enhanced or saved.
        total: photos in all, but for those left out since.
        saved: files written.
        failed: photos that could not be read, enhanced or saved.
    """

    device: str
    how: Mapping[int, SavedWith]
    pending: list[int]
    active: set[int] = field(default_factory=set)
    total: int = 0
    saved: list[Path] = field(default_factory=list)
    failed: int = 0

    def __post_init__(self) -> None:
        """Count."""
        self.total = len(self.pending)

    def leave_out(self, key: int) -> None:
        """Do without a photo, as if it had not been there at the click."""
        if key in self.pending:
            self.pending.remove(key)
            self.total -= 1
        elif key in self.active:
            self.active.discard(key)
            self.total -= 1

    @property
    def is_over(self) -> bool:
        """Whether nothing is left."""
        return not self.pending and not self.active

    @property
    def settled(self) -> int:
        """Photos that need nothing more."""
        return self.total - len(self.pending) - len(self.active)

    def summary(self, *, cancelled: bool) -> Notice:
        """What came of it, in one sentence."""
        translate = QCoreApplication.translate
        saved, failed = len(self.saved), self.failed
        if cancelled:
            sentence = translate("save_all", "Cancelled; %1 of %2 photos were saved.")
        elif failed:
            sentence = translate(
                "save_all", "Saved %1 of %2 photos; the filmstrip shows which could not be saved."
            )
        elif saved == 1:
            sentence = translate("save_all", "Saved 1 photo in %3.")
        else:
            sentence = translate("save_all", "Saved %1 photos in %3.")
        folder = f"“{self.saved[-1].parent.name}”" if self.saved else ""
        return Notice(
            filled(sentence, saved, self.total, folder),
            NoticeKind.WARNING if failed else NoticeKind.INFORMATION,
            Remedy.SHOW_IN_FOLDER if self.saved else Remedy.NONE,
            self.saved[-1] if self.saved else None,
        )
