"""The outcome of a run over the queue, and its message."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from lowexp_gui.app.messages.notices import Notice, NoticeKind, Remedy
from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.batch.queue_entry import EntryState, QueueEntry

_SETTLED = (EntryState.DONE, EntryState.SKIPPED, EntryState.FAILED, EntryState.CANCELLED)


@dataclass
class QueueOutcome:
    """Counts the entries that one run finished.

    Attributes:
        ended: number of photos by final state.
        newest: the last file written.
        folders: the folders of the results.
        is_cancelled: whether everything was cancelled.
    """

    ended: Counter[EntryState] = field(default_factory=Counter)
    newest: Path | None = None
    folders: set[Path] = field(default_factory=set)
    is_cancelled: bool = False

    def count(self, before: EntryState, entry: QueueEntry) -> None:
        """The outcome after an entry changed its state."""
        if entry.state is before:
            return
        if before in _SETTLED:
            self.ended[before] -= self.ended[before] > 0
        if entry.state in _SETTLED:
            self.ended[entry.state] += 1
        if entry.state is EntryState.DONE and entry.result is not None:
            self.newest = entry.result
            self.folders.add(entry.result.parent)

    @property
    def settled(self) -> int:
        """Number of finished photos."""
        return self.ended.total()

    def notice(self) -> Notice:
        """The outcome in one sentence."""
        ended, newest = self.ended, self.newest
        folder = f"“{newest.parent.name}”" if newest and len(self.folders) == 1 else ""
        remedy = Remedy.NONE if newest is None else Remedy.SHOW_IN_FOLDER
        if self.is_cancelled:
            remedy = Remedy.GO_ON
        elif ended[EntryState.FAILED]:
            remedy = Remedy.SHOW_QUEUE
        kind = NoticeKind.WARNING if ended[EntryState.FAILED] else NoticeKind.INFORMATION
        saved = ended[EntryState.DONE]
        sentence = filled(self._sentence(folder), saved, self.settled, folder)
        return Notice(sentence, kind, remedy, newest)

    def counts(self) -> str:
        """The outcome for a desktop notification, which has little room: how many photos, how many failed."""
        failed = self.ended[EntryState.FAILED]
        if self.is_cancelled or not failed:
            return self.notice().sentence
        sentence = QCoreApplication.translate("save_all", "Photos saved: %1. Photos that failed: %2.")
        return filled(sentence, self.ended[EntryState.DONE], failed)

    def _sentence(self, folder: str) -> str:
        translate, ended = QCoreApplication.translate, self.ended
        if self.is_cancelled:
            return translate("save_all", "Cancelled; %1 of %2 photos were saved.")
        if ended[EntryState.FAILED]:
            return translate("save_all", "Saved %1 of %2 photos; the queue shows which could not be saved.")
        if ended[EntryState.SKIPPED]:
            return translate("save_all", "Saved %1 of %2 photos; the others already existed.")
        if not folder:
            one, many = translate("save_all", "Saved 1 photo."), translate("save_all", "Saved %1 photos.")
            return one if ended[EntryState.DONE] == 1 else many
        if ended[EntryState.DONE] == 1:
            return translate("save_all", "Saved 1 photo in %3.")
        return translate("save_all", "Saved %1 photos in %3.")
