"""All actions of the window with texts, shortcuts and icons."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QColor, QKeySequence

from lowexp_gui.app.viewing.source import PaneContent
from lowexp_gui.ui.action_making import TitledActions, make_action, make_choice
from lowexp_gui.ui.geometry.geometry_actions import GeometryActions
from lowexp_gui.ui.icons import icon
from lowexp_gui.ui.photos.photo_actions import PhotoActions
from lowexp_gui.ui.viewing.view_actions import ViewActions


@dataclass(frozen=True)
class _ActionIcon:
    action: QAction
    icon: str


class Actions(TitledActions):
    """The actions of the window.

    Attributes:
        view: actions that change the view.
        photos: actions on the photos in filmstrip and grid.
        geometry: actions that turn and crop photos.
    """

    def __init__(self, titles: dict[PaneContent, str], parent: QObject) -> None:
        """Create the actions without connections."""
        super().__init__(parent)
        keys = QKeySequence.StandardKey
        self.view = ViewActions(titles, self)
        self.photos = PhotoActions(self)
        self.geometry = GeometryActions(self)
        self.open = make_action(self, self.tr("&Open…"), keys.Open, self.tr("Open photos"))
        self.open_folder = make_action(self, self.tr("Open &folder…"), "Ctrl+Shift+O")
        self.paste = make_action(
            self, self.tr("&Paste"), keys.Paste, self.tr("Open the copied picture or files")
        )
        self.copy = make_action(self, self.tr("&Copy"), keys.Copy, self.tr("Copy the final picture"))
        self.save = make_action(self, self.tr("&Save"), keys.Save, self.tr("Save the selected photos"))
        self.save_all = make_action(
            self, self.tr("Save &all"), "Ctrl+Shift+S", self.tr("Enhance and save all photos")
        )
        self.queue = make_action(
            self,
            self.tr("&Queue…"),
            "Ctrl+J",
            self.tr("Photos that are enhanced and saved one after the other"),
        )
        self.queue_folder = make_action(
            self, self.tr("Add a folder to the q&ueue…"), "Ctrl+Shift+J", self.tr("Subfolders are included")
        )
        self.watch_folder = make_action(
            self, self.tr("&Watch a folder…"), "Ctrl+Shift+W", self.tr("Enhance photos as they arrive")
        )
        self.queue_photo = make_action(
            self,
            self.tr("Add to the q&ueue…"),
            "Ctrl+Alt+J",
            self.tr("Enhance and save the selected photos with the others in the queue"),
        )
        self.show_in_folder = make_action(
            self, self.tr("Show in &folder"), "Ctrl+Shift+F", self.tr("Show the file of this photo")
        )
        self.quit = make_action(self, self.tr("&Quit"), "Ctrl+Q")
        self.run_again = make_action(self, self.tr("&Run again"), "F5", self.tr("Enhance this photo again"))
        self.cancel = make_action(self, self.tr("&Cancel"), Qt.Key.Key_Escape, self.tr("Stop processing"))
        self.remove = make_action(
            self, self.tr("Re&move from list"), keys.Delete, self.tr("The file is not deleted")
        )
        self.storage = make_action(
            self,
            self.tr("Memory and &disk…"),
            "Ctrl+Shift+M",
            self.tr("How much memory and disk space results may use"),
        )
        self.models = make_action(
            self, self.tr("Model &library…"), "Ctrl+M", self.tr("Use, compare, rename and share models")
        )
        self.finetune = make_action(
            self, self.tr("Fine-&tune a model…"), "Ctrl+T", self.tr("With photos from your own camera")
        )
        self.next = make_action(self, self.tr("&Next photo"), "Ctrl+PgDown")
        self.previous = make_action(self, self.tr("&Previous photo"), "Ctrl+PgUp")
        self.undo = make_action(self, self.tr("&Undo"), keys.Undo, self.tr("Undo the last change of photos"))
        self.redo = make_action(
            self,
            self.tr("&Redo"),
            keys.Redo,
            self.tr("Redo the change that was undone"),
            more=("Ctrl+Y", "Ctrl+Shift+Z"),
        )
        self.reset = make_action(
            self, self.tr("Reset a&djustments"), "Ctrl+R", self.tr("Back to the automatic result")
        )
        self.reset.setIconText(self.tr("Automatic"))
        self.remember = make_action(
            self, self.tr("Remember this state"), "Shift+Y", self.tr("To compare the photo with it later")
        )
        self.switch_state = make_choice(
            self,
            self.tr("Switch to the remembered state"),
            "Y",
            self.tr("Between the present and the remembered state of the photo"),
        )
        self.pick_neutral = make_choice(
            self,
            self.tr("Pick a &neutral place"),
            "I",
            self.tr("Set the white balance by a click on a grey place of the picture"),
        )
        self.history = make_action(
            self,
            self.tr("&History…"),
            "Ctrl+H",
            self.tr("The steps of this photo, to go back to one"),
        )
        self.copy_adjustments = make_action(
            self, self.tr("Copy ad&justments"), "Ctrl+Shift+C", self.tr("To apply them to other photos")
        )
        self.paste_adjustments = make_action(
            self,
            self.tr("Paste adjus&tments"),
            "Ctrl+Shift+V",
            self.tr("Apply the copied adjustments to the selected photos"),
        )
        self.adjust_all = make_action(self, self.tr("Apply adjustments to &all photos"), "Ctrl+Shift+A")
        self.save_preset = make_action(
            self, self.tr("Save as &preset…"), "Ctrl+Alt+P", self.tr("Save these adjustments under a name")
        )
        self.palette = make_action(
            self, self.tr("&Commands…"), "Ctrl+Shift+P", self.tr("Find a command by its name and run it")
        )
        self.messages = make_action(
            self, self.tr("Go to &messages"), "F6", self.tr("Move the focus to the newest message, and back")
        )
        self.shortcuts = make_action(self, self.tr("&Shortcuts"), "F1")
        self.manual = make_action(self, self.tr("&Manual"), "Shift+F1")
        self.show_log = make_action(self, self.tr("Show &log"), "Ctrl+Shift+L")
        self.show_reports = make_action(
            self,
            self.tr("Show crash &reports"),
            "Ctrl+Shift+F1",
            self.tr("What Lowexp wrote down after a crash"),
        )
        self.about = make_action(
            self, self.tr("&About Lowexp"), "Ctrl+F1", self.tr("Version, terms of the models, licences")
        )
        self._drawn = (
            _ActionIcon(self.open, "open"),
            _ActionIcon(self.paste, "paste"),
            _ActionIcon(self.run_again, "run_again"),
            _ActionIcon(self.reset, "automatic"),
            _ActionIcon(self.remember, "remember"),
            _ActionIcon(self.switch_state, "switch_state"),
            _ActionIcon(self.history, "history"),
            _ActionIcon(self.pick_neutral, "pick_neutral"),
            _ActionIcon(self.save, "save"),
            _ActionIcon(self.save_all, "save_all"),
            *(_ActionIcon(action, name) for name, action in self.geometry.icons.items()),
        )

    def draw_icons(self, colour: QColor) -> None:
        """Set the actions' icons in a colour."""
        for drawn in self._drawn:
            drawn.action.setIcon(icon(drawn.icon, colour))
