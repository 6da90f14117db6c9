"""The window: what happens between its parts and the session."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QPaintEvent,
)
from PySide6.QtWidgets import QFileDialog, QMainWindow

from lowexp_gui.app.activity import Activity
from lowexp_gui.app.adjustment_history import AdjustmentHistory
from lowexp_gui.app.enhance_worker import DeviceChoice
from lowexp_gui.app.model_choice import model_choices
from lowexp_gui.app.notices import Notice, NoticeKind, Remedy
from lowexp_gui.app.preferences import Preferences
from lowexp_gui.app.save_choice import SaveChoice
from lowexp_gui.app.session import Session
from lowexp_gui.bundled import bundled_folder
from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.photo.finding import SUFFIXES
from lowexp_gui.ui import drops
from lowexp_gui.ui.actions import Actions
from lowexp_gui.ui.folders import show_in_folder, show_log
from lowexp_gui.ui.main_layout import MainLayout
from lowexp_gui.ui.menus import fill_menus
from lowexp_gui.ui.pane_words import pane_words
from lowexp_gui.ui.theme import ThemeSwitch
from lowexp_gui.ui.theme_choice import connect_themes
from lowexp_gui.ui.toolbar import Toolbar
from lowexp_gui.ui.wording import photo_text

_SIZE = QSize(1400, 860)
_SHARE_OF_SCREEN = 0.94


class MainWindow(QMainWindow):
    """The one window of the program.

    Attributes:
        session: what it works on.
        parts: its widgets.
        bar: the toolbar.
        commands: its actions.
    """

    first_painted = Signal()
    """The window is on the screen."""

    def __init__(self, preferences: Preferences, theme: ThemeSwitch) -> None:
        """A window without photos."""
        super().__init__()
        self.setWindowTitle(self.tr("Lowexp"))
        self.setAcceptDrops(True)
        self._preferences, self._theme = preferences, theme
        self._painted = False
        self._shown_key: int | None = None
        settings, choice = preferences.settings, preferences.save_choice
        self.session = Session(settings.model, settings.device, choice, self)
        panes = {
            Stage.BEFORE: self.tr("Before"),
            Stage.ENHANCED: self.tr("Enhanced"),
            Stage.FINAL: self.tr("Final"),
        }
        self.commands = Actions(panes, self)
        self.bar = Toolbar(self.commands)
        self.addToolBar(self.bar)
        self.parts = MainLayout(self.session.roll, panes, choice, self.commands)
        self.setCentralWidget(self.parts)
        fill_menus(self.menuBar(), self.commands)
        self.addActions(self.commands.findChildren(type(self.commands.open)))
        self.resize(_SIZE.boundedTo(self.screen().availableSize() * _SHARE_OF_SCREEN))
        self._history = AdjustmentHistory(self)
        self._connect_actions()
        self._connect_session()
        connect_themes(theme, preferences, self.commands, self.bar)
        self.bar.set_devices((DeviceChoice("auto", self.tr("Auto")),), settings.device)
        self._offer_models()
        self._show_state()
        self.parts.welcome.open_button.setFocus()

    def open_paths(self, paths: tuple[Path, ...]) -> None:
        """Open files and folders."""
        self.session.open_paths(paths)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, D102
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._on_first_painted)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802, D102
        # The last tile may take a moment; nobody should have to watch.
        self.hide()
        self.session.close()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802, D102
        if drops.is_welcome(event.mimeData()):
            event.acceptProposedAction()
            self._mark_dropping(True)
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802, D102
        self._mark_dropping(False)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802, D102
        self._mark_dropping(False)
        if self._take(event.mimeData()):
            event.acceptProposedAction()
        else:
            self._say(self.tr("Only photos and folders of this computer can be dropped here."))

    @Slot()
    def ask_for_photos(self) -> None:
        """Ask for files, and open them."""
        kinds = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in sorted(SUFFIXES))
        kinds = self.tr("Photos (%1)").replace("%1", kinds)
        files, _ = QFileDialog.getOpenFileNames(self, self.tr("Open photos"), "", kinds)
        if files:
            self.open_paths(tuple(Path(file) for file in files))

    @Slot()
    def ask_for_folder(self) -> None:
        """Ask for a folder, and open the photos in it."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("Open a folder of photos"))
        if folder:
            self.open_paths((Path(folder),))

    @Slot()
    def paste(self) -> None:
        """Open what was copied."""
        data = QGuiApplication.clipboard().mimeData()
        if not self._take(data):
            self._say(self.tr("There is no picture to paste; copy one first."))

    @Slot()
    def open_sample(self) -> None:
        """Open the photo that ships with the program."""
        self.open_paths((bundled_folder("resources") / "sample.jpg",))

    @Slot(object)
    def show_notice(self, notice: Notice) -> None:
        """Say something."""
        self.parts.messages.show_notice(notice)

    def _connect_actions(self) -> None:
        commands, parts, session = self.commands, self.parts, self.session
        viewer = parts.viewer
        for action, slot in (
            (commands.open, self.ask_for_photos),
            (commands.open_folder, self.ask_for_folder),
            (commands.paste, self.paste),
            (commands.save, session.save_current),
            (commands.save_all, session.save_all),
            (commands.quit, self.close),
            (commands.run_again, session.run_again),
            (commands.cancel, session.cancel),
            (commands.remove, session.remove_current),
            (commands.next, session.select_next),
            (commands.previous, session.select_previous),
            (commands.reset, parts.adjustments.reset),
            (commands.undo, self._undo),
            (commands.redo, self._redo),
            (commands.fit, viewer.fit),
            (commands.actual_pixels, viewer.zoom_to_pixels),
            (commands.zoom_in, viewer.zoom_in),
            (commands.zoom_out, viewer.zoom_out),
            (commands.full_screen, self._toggle_full_screen),
            (commands.show_log, show_log),
        ):
            action.triggered.connect(slot)
        for action in commands.stages.values():
            action.setChecked(True)
            action.toggled.connect(self._on_panes)
        parts.welcome.open_asked.connect(self.ask_for_photos)
        parts.welcome.sample_asked.connect(self.open_sample)
        parts.status.cancel_asked.connect(session.cancel)
        parts.messages.remedy_asked.connect(self._on_remedy)

    def _connect_session(self) -> None:
        session, parts = self.session, self.parts
        session.noticed.connect(self.show_notice)
        session.current_changed.connect(self._on_current_changed)
        session.activity_changed.connect(self._on_activity)
        session.devices_found.connect(self._on_devices)
        session.roll.changed.connect(self._on_photo_changed)
        session.roll.removed.connect(self._on_current_changed)
        session.view.rendered.connect(parts.viewer.show_picture)
        session.view.measured.connect(parts.histogram.show_histograms)
        parts.viewer.view_changed.connect(session.view.set_view)
        parts.viewer.transform.changed.connect(self._show_facts)
        parts.filmstrip.chosen.connect(session.select_row)
        parts.adjustments.changed.connect(session.set_adjustments)
        parts.adjustments.changed.connect(self._history.note)
        self._history.changed.connect(self._show_history)
        self._show_history()
        parts.saving.changed.connect(self._on_save_choice)
        self.bar.model_chosen.connect(self._on_model)
        self.bar.device_chosen.connect(self._on_device)

    def _offer_models(self) -> None:
        try:
            choices = model_choices()
        except FileNotFoundError as error:
            choices = ()
            self.show_notice(Notice(str(error), NoticeKind.ERROR))
        self.bar.set_models(choices, self._preferences.settings.model)

    def _take(self, data: QMimeData) -> bool:
        paths = drops.local_paths(data)
        if paths:
            self.open_paths(paths)
            return True
        picture = drops.picture(data)
        if picture is not None:
            self.session.open_picture(picture)
        return picture is not None

    def _say(self, sentence: str) -> None:
        self.show_notice(Notice(sentence, NoticeKind.WARNING))

    def _mark_dropping(self, dropping: bool) -> None:
        self.parts.welcome.setProperty("dropping", dropping)
        self.style().unpolish(self.parts.welcome)
        self.style().polish(self.parts.welcome)

    def _show_state(self) -> None:
        """Make commands and panes fit the state of the photo in view."""
        session, photo = self.session, self.session.current
        self.commands.save.setEnabled(session.can_save)
        self.commands.save_all.setEnabled(len(session.roll) > 0 and not session.is_saving_all)
        self.commands.cancel.setEnabled(session.is_busy)
        for action in (self.commands.run_again, self.commands.remove):
            action.setEnabled(photo is not None)
        if photo is not None:
            for stage in self.parts.viewer.canvases:
                of_result, is_read = stage is not Stage.BEFORE, session.current_photo is not None
                words = pane_words(photo.status, of_result=of_result, is_read=is_read)
                self.parts.viewer.set_message(stage, words)

    @Slot()
    def _on_first_painted(self) -> None:
        self.first_painted.emit()
        self.session.warm_up()

    @Slot()
    def _on_current_changed(self) -> None:
        current, photo, viewer = self.session.current, self.session.current_photo, self.parts.viewer
        self.parts.show_photos(len(self.session.roll) > 0)
        if self._shown_key is None and current is not None:
            viewer.setFocus()
        key = None if current is None else current.key
        if key != self._shown_key or photo is None:
            self._shown_key = key
            viewer.clear()
            self.parts.histogram.clear()
        if current is not None:
            self.parts.filmstrip.show_chosen(self.session.roll.row_of(current.key))
        if photo is not None:
            viewer.set_photo(QSize(photo.width, photo.height))
        if not self.session.view.has_result:
            viewer.clear_stage(Stage.ENHANCED)
            viewer.clear_stage(Stage.FINAL)
        self._show_facts()
        self._show_state()

    @Slot(int)
    def _on_photo_changed(self, row: int) -> None:
        current = self.session.current
        if current is not None and self.session.roll.at(row) is current:
            self._show_state()

    @Slot()
    def _show_facts(self) -> None:
        photo = self.session.current_photo
        text = "" if photo is None else photo_text(photo, self.parts.viewer.transform.scale)
        self.parts.status.show_photo(text)

    @Slot(object)
    def _on_activity(self, activity: Activity | None) -> None:
        self.parts.status.show_activity(activity)
        self._show_state()

    @Slot(object)
    def _on_devices(self, devices: tuple[DeviceChoice, ...]) -> None:
        self.bar.set_devices(devices, self._preferences.settings.device)

    @Slot(str)
    def _on_model(self, name: str) -> None:
        self._preferences.set_model(name)
        self.session.set_model(name)

    @Slot(str)
    def _on_device(self, name: str) -> None:
        self._preferences.set_device(name)
        self.session.set_device(name)

    @Slot(object)
    def _on_save_choice(self, choice: SaveChoice) -> None:
        self._preferences.set_save_choice(choice)
        self.session.set_save_choice(choice)

    @Slot()
    def _on_panes(self) -> None:
        viewer = self.parts.viewer
        for stage, action in self.commands.stages.items():
            viewer.set_shown(stage, action.isChecked())
        # The original can be looked at in any pane, whatever is shown.
        self.session.view.set_stages(tuple(dict.fromkeys((*viewer.shown, Stage.BEFORE))))

    @Slot(object)
    def _on_remedy(self, notice: Notice) -> None:
        if notice.remedy is Remedy.RUN_AGAIN:
            self.session.run_again()
        elif notice.remedy is Remedy.CHOOSE_FOLDER:
            self.parts.saving.choose_folder()
        elif notice.remedy is Remedy.SHOW_LOG:
            show_log()
        elif notice.path is not None:
            show_in_folder(notice.path)

    @Slot()
    def _undo(self) -> None:
        self.parts.adjustments.set_adjustments(self._history.undo())

    @Slot()
    def _redo(self) -> None:
        self.parts.adjustments.set_adjustments(self._history.redo())

    @Slot()
    def _show_history(self) -> None:
        self.commands.undo.setEnabled(self._history.can_undo)
        self.commands.redo.setEnabled(self._history.can_redo)

    @Slot()
    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
