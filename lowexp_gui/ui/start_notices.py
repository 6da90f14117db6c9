"""What is to be said when the window opens: what broke, terms, and what is wrong with kept files."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from lowexp_gui.app.messages.notices import Notice, NoticeKind, Remedy
from lowexp_gui.app.messages.sentences import filled, in_window_language
from lowexp_gui.app.preferences import Preferences
from lowexp_gui.diagnostics.crash_reports import unseen_reports
from lowexp_gui.errors import Sentence
from lowexp_gui.ui.main_window import MainWindow


class StartNotices(QObject):
    """Says each thing in the message bar, the most urgent last and so on top."""

    def __init__(
        self,
        window: MainWindow,
        preferences: Preferences,
        odd: Iterable[Sentence] = (),
        reset: tuple[Path, ...] = (),
        *,
        safe: bool = False,
    ) -> None:
        """Nothing is said yet.

        Args:
            odd: sentences about kept files that cannot be used.
            reset: where things are that were moved aside.
            safe: whether it is in safe mode.
        """
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self._odd, self._reset, self._safe = tuple(odd), reset, safe

    @Slot()
    def say(self) -> None:
        """Say everything that there is to say."""
        self._window.terms.tell(self._preferences.settings.model)
        for odd in self._odd:
            self._say(Notice(in_window_language(odd), NoticeKind.WARNING))
        if self._reset:
            # Everything lies in one folder unless the system keeps settings and results apart.
            names = ", ".join(path.name for path in self._reset)
            text = self.tr(
                "Lowexp starts with new settings. The old files are kept: %1. Your own "
                "models are not changed."
            )
            remedy, path = Remedy.SHOW_IN_FOLDER, self._reset[0]
            self._say(Notice(filled(text, names), NoticeKind.WARNING, remedy, path))
        if self._safe:
            sentence = self.tr(
                "Safe mode: Lowexp uses the processor and default settings. Changes of "
                "settings are not saved."
            )
            self._say(Notice(sentence, NoticeKind.WARNING))
        if unseen_reports():
            sentence = self.tr(
                "Lowexp crashed last time. A report is on this computer. It names no "
                "photos, and nothing was sent."
            )
            self._say(Notice(sentence, NoticeKind.ERROR, Remedy.COPY_REPORT, also=Remedy.SHOW_REPORTS))

    def _say(self, notice: Notice) -> None:
        self._window.show_notice(notice)
