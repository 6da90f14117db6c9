"""All that can be done, each with its words, its shortcut and its icon."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QColor, QKeySequence

from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.jobs.settings import Theme
from lowexp_gui.ui.icons import icon

_Shortcut = QKeySequence | QKeySequence.StandardKey | Qt.Key | str


@dataclass(frozen=True)
class _Drawn:
    action: QAction
    icon: str


class Actions(QObject):
    """The actions of the window."""

    def __init__(self, stage_titles: dict[Stage, str], parent: QObject) -> None:
        """Actions that nothing is connected to yet."""
        super().__init__(parent)
        self._drawn: list[_Drawn] = []
        keys = QKeySequence.StandardKey
        self.open = self._make(self.tr("&Open…"), keys.Open, "open", self.tr("Open photos"))
        self.open_folder = self._make(self.tr("Open &folder…"), "Ctrl+Shift+O")
        self.paste = self._make(
            self.tr("&Paste"), keys.Paste, "paste", self.tr("Open the copied picture or files")
        )
        self.save = self._make(self.tr("&Save"), keys.Save, "save", self.tr("Save the photo in view"))
        self.save_all = self._make(
            self.tr("Save &all"), "Ctrl+Shift+S", "save_all", self.tr("Enhance and save all photos")
        )
        self.quit = self._make(self.tr("&Quit"), "Ctrl+Q")
        self.run_again = self._make(
            self.tr("&Run again"), "F5", "run_again", self.tr("Work on this photo again")
        )
        self.cancel = self._make(self.tr("&Cancel"), Qt.Key.Key_Escape)
        self.remove = self._make(self.tr("Re&move from the list"), keys.Delete)
        self.next = self._make(self.tr("&Next photo"), "Ctrl+PgDown")
        self.previous = self._make(self.tr("&Previous photo"), "Ctrl+PgUp")
        self.reset = self._make(self.tr("Reset a&djustments"), "Ctrl+0")
        self.undo = self._make(self.tr("&Undo"), keys.Undo)
        self.redo = self._make(self.tr("&Redo"), keys.Redo, more=("Ctrl+Y",))
        self.fit = self._make(self.tr("&Fit"), "0")
        self.actual_pixels = self._make(self.tr("&100 %"), "1")
        self.zoom_in = self._make(self.tr("Zoom &in"), "+", more=("=", "Ctrl++"))
        self.zoom_out = self._make(self.tr("Zoom &out"), "-", more=("Ctrl+-",))
        self.full_screen = self._make(self.tr("F&ull screen"), "F11")
        self.show_log = self._make(self.tr("Show &log"), None)
        self.stages = {
            stage: self._make_choice(title, f"Ctrl+{number}")
            for number, (stage, title) in enumerate(stage_titles.items(), start=1)
        }
        self.themes = {
            Theme.SYSTEM: self._make_choice(self.tr("As the s&ystem")),
            Theme.LIGHT: self._make_choice(self.tr("&Light")),
            Theme.DARK: self._make_choice(self.tr("&Dark")),
        }
        group = QActionGroup(self)
        for action in self.themes.values():
            group.addAction(action)

    def draw_icons(self, colour: QColor) -> None:
        """Give the actions their icons, in a colour."""
        for drawn in self._drawn:
            drawn.action.setIcon(icon(drawn.icon, colour))

    def _make(
        self,
        text: str,
        shortcut: _Shortcut | None,
        drawing: str = "",
        hint: str = "",
        more: tuple[str, ...] = (),
    ) -> QAction:
        action = QAction(text, self)
        if shortcut is not None:
            action.setShortcuts([QKeySequence(shortcut), *(QKeySequence(each) for each in more)])
        if hint:
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{hint} ({keys})" if keys else hint)
        if drawing:
            self._drawn.append(_Drawn(action, drawing))
        return action

    def _make_choice(self, text: str, shortcut: str | None = None) -> QAction:
        action = self._make(text, shortcut)
        action.setCheckable(True)
        return action
