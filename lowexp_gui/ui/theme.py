"""The light and dark themes: qdarktheme's style sheet and palette, our additions, and the control rules."""

import logging

import qdarktheme
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from lowexp_gui.bundled import bundled_folder
from lowexp_gui.config.settings import Theme
from lowexp_gui.ui.control_style import ControlStyle

_log = logging.getLogger(__name__)
_COLOURS = {
    "dark": {
        "accent": "#8ab4f7",
        "quiet": "#9aa0a6",
        "line": "#3f4042",
        "raised": "#2a2b2e",
        "chosen": "#3d5170",
    },
    "light": {
        "accent": "#1a66d0",
        "quiet": "#5f6368",
        "line": "#d5d8dc",
        "raised": "#ffffff",
        "chosen": "#cfe0fa",
    },
}
_NOTICES = {
    "dark": {"information": "#22344d", "warning": "#4a3c16", "error": "#512825"},
    "light": {"information": "#dfeafb", "warning": "#fdf0cc", "error": "#fbdedb"},
}
_MIDDLE = 128


class ThemeSwitch(QObject):
    """Applies a theme to the application; “system” follows the system if it reports its theme."""

    changed = Signal()

    def __init__(self, application: QApplication, parent: QObject | None = None) -> None:
        """No theme is applied before `use`."""
        super().__init__(parent)
        self._application = application
        self._theme = Theme.SYSTEM
        self._dressed = ""
        self._system_was_dark = application.palette().color(QPalette.ColorRole.Window).lightness() < _MIDDLE
        application.setStyle(ControlStyle())
        application.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def theme(self) -> Theme:
        """The chosen theme."""
        return self._theme

    @property
    def is_dark(self) -> bool:
        """Whether the dark theme is shown."""
        if self._theme is not Theme.SYSTEM:
            return self._theme is Theme.DARK
        scheme = self._application.styleHints().colorScheme()
        if scheme is Qt.ColorScheme.Unknown:
            return self._system_was_dark
        return scheme is Qt.ColorScheme.Dark

    @property
    def icon_colour(self) -> QColor:
        """Colour of icons."""
        return QColor("#e4e7eb" if self.is_dark else "#3c4043")

    def use(self, theme: Theme) -> None:
        """Choose a theme."""
        self._theme = theme
        self._dress()

    def _dress(self) -> None:
        name = "dark" if self.is_dark else "light"
        if name == self._dressed:
            return
        self._dressed = name
        self._application.setPalette(qdarktheme.load_palette(name))
        additions = ["window"]
        if self._application.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            additions.append("right-to-left")
        self._application.setStyleSheet(_sheet(name) + "".join(_own(each, name) for each in additions))
        self.changed.emit()

    @Slot()
    def _on_system_changed(self) -> None:
        if self._theme is Theme.SYSTEM:
            self._dress()


def _sheet(name: str) -> str:
    try:
        return str(qdarktheme.load_stylesheet(name))
    except (OSError, RuntimeError):
        # qdarktheme writes icons to the home folder. If that fails, only the palette is used.
        _log.warning("The theme's style sheet could not be made", exc_info=True)
        return ""


def _own(file: str, name: str) -> str:
    """One of our style sheets in the colours of a theme."""
    sheet = (bundled_folder("resources") / "style" / f"{file}.qss").read_text("utf-8")
    for word, colour in (_COLOURS[name] | _NOTICES[name]).items():
        sheet = sheet.replace(f"@{word}", colour)
    return sheet
