"""Running the program with its window."""

import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from lowexp_gui import __version__
from lowexp_gui.app.crash_reporter import CrashReporter
from lowexp_gui.app.preferences import Preferences
from lowexp_gui.app.threads.end_signals import EndSignals
from lowexp_gui.app.threads.garbage import GarbageCollection
from lowexp_gui.config.settings import Theme
from lowexp_gui.diagnostics.crash_watch import watch_for_crashes
from lowexp_gui.diagnostics.log_file import log_to_file
from lowexp_gui.diagnostics.unusable_files import about_odd_files
from lowexp_gui.diagnostics.writing_check import about_unwritable
from lowexp_gui.languages import Language
from lowexp_gui.paths import config_folder, log_folder, reports_folder
from lowexp_gui.photo.decoder_complaints import complaints_in_log
from lowexp_gui.ui.icons import application_icon
from lowexp_gui.ui.language import use_language
from lowexp_gui.ui.main_window import MainWindow
from lowexp_gui.ui.screenshot import Moment, ScreenshotTaker
from lowexp_gui.ui.startup_notices import StartupNotices
from lowexp_gui.ui.theme import ThemeSwitch

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Opening:
    """How the program is started.

    Attributes:
        photos: files and folders.
        theme, language: override the saved settings.
        screenshot: a file for a screenshot, after which the program ends.
        moment: when the screenshot is taken.
        reset: where files were moved by a reset.
        safe: whether safe mode is on.
    """

    photos: tuple[Path, ...] = ()
    theme: Theme | None = None
    language: Language | None = None
    screenshot: Path | None = None
    moment: Moment = Moment.DONE
    reset: tuple[Path, ...] = ()
    safe: bool = False


class Application(QApplication):
    """Qt's application, which receives files to open on macOS."""

    file_opened = Signal(object)
    """tuple[Path, ...]"""

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QFileOpenEvent):
            self.file_opened.emit((Path(event.file()),))
            return True
        return super().event(event)


def run(opening: Opening, arguments: Sequence[str] = ()) -> int:
    """Open the window and run until it is closed. Returns the exit code."""
    program = "lowexp-gui, safe mode" if opening.safe else "lowexp-gui"
    with log_to_file(), watch_for_crashes(program), complaints_in_log():
        try:
            return _run(opening, arguments)
        except Exception:
            _log.critical("Uncaught", exc_info=True)
            if sys.stderr is not None:
                sentence = f"Lowexp cannot open its window. There is a report in “{reports_folder()}”.\n"
                sys.stderr.write(sentence)
            return 1


def _run(opening: Opening, arguments: Sequence[str]) -> int:
    application = Application([sys.argv[0], *arguments])
    application.setApplicationName("lowexp")
    application.setApplicationDisplayName("Lowexp")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("lowexp")
    application.setWindowIcon(application_icon())
    end_signals = EndSignals()
    reporter = CrashReporter()
    reporter.install()
    unwritable = about_unwritable((config_folder(), log_folder()))
    odd = (*about_odd_files(), *filter(None, (unwritable,)))
    preferences = Preferences()
    use_language(application, opening.language or preferences.settings.language)
    garbage = GarbageCollection()
    theme = ThemeSwitch(application)
    theme.use(opening.theme or preferences.settings.theme)
    window = MainWindow(preferences, theme)
    window.session.devices_found.connect(garbage.leave_out_what_is_loaded)
    reporter.noticed.connect(window.show_notice)
    application.file_opened.connect(window.open_paths)
    application.aboutToQuit.connect(window.session.close)
    end_signals.came.connect(window.close)
    # `quit`, because an open dialog would keep the program running.
    end_signals.came.connect(application.quit)
    start = StartupNotices(window, preferences, odd, opening.reset, safe=opening.safe)
    window.first_painted.connect(start.say)
    photographer = None
    if opening.screenshot is not None:
        photographer = ScreenshotTaker(window, opening.screenshot, opening.moment)
    window.show()
    if opening.photos:
        window.open_paths(opening.photos)
    code = application.exec()
    window.session.close()
    garbage.stop()
    end_signals.stop()
    _log.info("Closed with code %d", code)
    return code if photographer is None else photographer.exit_code
