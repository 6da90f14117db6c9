"""Notices when the window opens: crashes, terms, and problems of stored files."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from lowexp_gui.app.messages.notices import Notice, NoticeKind, Remedy
from lowexp_gui.app.messages.sentences import filled, in_window_language
from lowexp_gui.app.preferences import Preferences
from lowexp_gui.diagnostics.crash_reports import unseen_reports
from lowexp_gui.errors import Sentence
from lowexp_gui.ui.main_window import MainWindow


class StartupNotices(QObject):
    """Shows notices over the picture, the most urgent last and therefore on top."""

    def __init__(
        self,
        window: MainWindow,
        preferences: Preferences,
        odd: Iterable[Sentence] = (),
        reset: tuple[Path, ...] = (),
        *,
        safe: bool = False,
    ) -> None:
        """No notice is shown yet.

        Args:
            odd: messages about unusable stored files.
            reset: where files were moved by a reset.
            safe: whether safe mode is on.
        """
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self._odd, self._reset, self._safe = tuple(odd), reset, safe

    @Slot()
    def say(self) -> None:
        """Show all notices."""
        self._window.terms.tell(self._preferences.settings.model)
        for odd in self._odd:
            self._say(Notice(in_window_language(odd), NoticeKind.WARNING))
        if self._reset:
            # There is more than one folder if the system separates settings and caches.
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
