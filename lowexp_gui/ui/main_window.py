"""The main window, which connects its parts and the session."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow

from lowexp_gui.app.enhancing.enhance_worker import DeviceChoice
from lowexp_gui.app.enhancing.storage_limits import StorageLimits
from lowexp_gui.app.messages.notices import Notice, NoticeKind, Remedy
from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.app.preferences import Preferences
from lowexp_gui.app.session import Session
from lowexp_gui.app.threads.activity import Activity
from lowexp_gui.app.viewing.source import OF_RESULT, Source
from lowexp_gui.config.window_state import load_window_state
from lowexp_gui.edits.photo_edits import EditsPlace
from lowexp_gui.photo.geometry import Frame
from lowexp_gui.ui.actions import Actions
from lowexp_gui.ui.adjusting.adjustment_commands import AdjustmentCommands
from lowexp_gui.ui.adjusting.neutral_picker import NeutralPicker
from lowexp_gui.ui.adjusting.undo_offers import UndoOffers
from lowexp_gui.ui.context_menus import ContextMenus
from lowexp_gui.ui.finetuning.finetune_commands import FinetuneCommands
from lowexp_gui.ui.first_steps import FirstSteps
from lowexp_gui.ui.geometry.geometry_commands import GeometryCommands
from lowexp_gui.ui.help.help_commands import HelpCommands
from lowexp_gui.ui.help.report_commands import ReportCommands
from lowexp_gui.ui.labels import photo_text, values_text
from lowexp_gui.ui.language_choice import connect_languages
from lowexp_gui.ui.main_layout import MainLayout
from lowexp_gui.ui.menus import fill_menus
from lowexp_gui.ui.models.model_commands import ModelCommands
from lowexp_gui.ui.models.model_terms import ModelTerms
from lowexp_gui.ui.palette_commands import PaletteCommands
from lowexp_gui.ui.panels import Panels
from lowexp_gui.ui.photos import drops
from lowexp_gui.ui.photos.copy_and_drag_commands import CopyAndDragCommands
from lowexp_gui.ui.photos.file_commands import FileCommands
from lowexp_gui.ui.photos.folders import show_in_folder, show_log
from lowexp_gui.ui.photos.open_commands import OpenCommands
from lowexp_gui.ui.photos.photo_commands import PhotoCommands
from lowexp_gui.ui.photos.save_commands import SaveCommands
from lowexp_gui.ui.preset_commands import PresetCommands
from lowexp_gui.ui.queueing.queue_commands import QueueCommands
from lowexp_gui.ui.storage_dialog import StorageDialog
from lowexp_gui.ui.surround_choice import connect_surrounds
from lowexp_gui.ui.theme import ThemeSwitch
from lowexp_gui.ui.theme_choice import connect_themes
from lowexp_gui.ui.toolbar import Toolbar
from lowexp_gui.ui.viewing.colour_commands import ColourCommands
from lowexp_gui.ui.viewing.pane_labels import pane_label, problem_label
from lowexp_gui.ui.viewing.source_labels import source_titles
from lowexp_gui.ui.viewing.view_commands import ViewCommands
from lowexp_gui.ui.window_memory import restore
from lowexp_gui.ui.window_state_saver import WindowStateSaver

_SIZE = QSize(1400, 860)
_SHARE_OF_SCREEN = 0.94
_ORIGINAL_KEY = Qt.Key.Key_Space
"""This key shows the original while held; `ControlRules` passes it on from every control."""


class MainWindow(QMainWindow):
    """The one window of the program.

    Attributes:
        session: the session.
        parts: its widgets.
        bar: the toolbar.
        commands: its actions.
        terms: of the models.
        first_steps: what is shown once.
        colours: of the screen.
    """

    first_painted = Signal()
    """The window is on the screen."""

    def __init__(self, preferences: Preferences, theme: ThemeSwitch) -> None:
        """A window without photos, in its saved state."""
        super().__init__()
        self.setWindowTitle(self.tr("Lowexp"))
        self.setAcceptDrops(True)
        self._preferences, self._theme = preferences, theme
        self._painted = False
        self._shown_key: int | None = None
        self._shown_frame: Frame | None = None
        settings, choice = preferences.settings, preferences.save_choice
        state = load_window_state()
        self.session = Session(
            settings.model, settings.device, choice, self, preferences.limits, settings.edits
        )
        self.commands = Actions(source_titles(), self)
        self.bar = Toolbar(self.commands)
        self.addToolBar(self.bar)
        self.parts = MainLayout(self.session.shown, self.session.selection, choice, self.commands)
        self.setCentralWidget(self.parts)
        self._opening = OpenCommands(self.commands, self.session, state, self)
        self._viewing = ViewCommands(self.commands.view, self.parts.viewer, self.session, self)
        self._adjusting = AdjustmentCommands(self.commands, self.parts.adjustments, self.session, self)
        self._presets = [
            PresetCommands(menu, self.parts.messages, self)
            for menu in (self.parts.adjustments.presets, self.parts.saving.details.presets)
        ]
        self._picker = NeutralPicker(
            self.commands.pick_neutral, self.parts.viewer, self.parts.status, self.session, self
        )
        self._picker.noticed.connect(self.show_notice)
        self._geometry = GeometryCommands(
            self.commands.geometry, self.parts.geometry_panel, self.parts.viewer, self.session, self
        )
        self._saving = SaveCommands(self.parts.saving, self.session, preferences, self)
        self._models = ModelCommands(self.commands, self.bar, self._viewing, self.session, preferences, self)
        self.terms = ModelTerms(self.session.models, preferences, self)
        self._reports = ReportCommands(self)
        self._help = HelpCommands(self.commands, self.menuBar(), self.session, self)
        self._finetuning = FinetuneCommands(self.commands, self._models, self.session, self)
        self._undo_offers = UndoOffers(self.session.editing, self.parts.messages, self)
        self._queue = QueueCommands(self.commands, self.session, self)
        self._files = FileCommands(self.commands, self.session, self)
        self._files.queue_asked.connect(self._queue.ask_for_photos)
        self._palette = PaletteCommands(self.commands, self)
        self._context_menus = ContextMenus(self.commands, self.parts, self)
        self._copy_and_drag = CopyAndDragCommands(self.commands, self.parts.lists, self.session, self)
        self._photos = PhotoCommands(self.commands.photos, self.parts, self.session, self)
        self.colours = ColourCommands(self.session, preferences, self.commands.view.proof, self)
        fill_menus(self.menuBar(), self.commands, self._opening.menu, self.colours)
        self.addActions(self.commands.findChildren(type(self.commands.open)))
        self.resize(_SIZE.boundedTo(self.screen().availableSize() * _SHARE_OF_SCREEN))
        self._connect_actions()
        self._connect_session()
        self.parts.saving.changed.connect(self.colours.save_choice_changed)
        drawing = (self._photos.draw_icons, self.parts.view_bar.draw_icons)
        connect_themes(theme, preferences, self.commands, self.bar, *drawing)
        connect_surrounds(theme, preferences, self.commands.view, self.parts.viewer)
        connect_languages(preferences, self.commands.view, self.show_notice)
        self.bar.set_devices((DeviceChoice("auto", self.tr("Auto")),), settings.device)
        self._models.offer()
        self._panels = Panels(self.commands.view, self.parts, self)
        restore(self, self.parts, self.commands.view, state)
        self._photos.restore(state)
        self.commands.photos.ahead.setChecked(settings.enhance_ahead)
        self.commands.photos.ahead.toggled.connect(self._on_ahead)
        self.session.ahead.set_wanted(settings.enhance_ahead)
        self.first_steps = FirstSteps(self.parts.viewer, self.session, self.commands, state, self)
        self._state_saver = WindowStateSaver(
            self, self.parts, self.commands.view, self._photos, self.session.keep_window
        )
        self._adjusting.watch_text_fields(self)
        self._show_state()
        self.parts.welcome.open_button.setFocus()

    def open_paths(self, paths: tuple[Path, ...]) -> None:
        """Open files and folders."""
        self._opening.open_paths(paths)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, D102
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._on_first_painted)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        if event.key() == _ORIGINAL_KEY and self.parts.viewer.isVisible():
            self.parts.viewer.hold_original(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        if event.key() == _ORIGINAL_KEY and not event.isAutoRepeat():
            self.parts.viewer.hold_original(False)
        else:
            super().keyReleaseEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802, D102
        if not self._queue.may_close():
            event.ignore()
            return
        self._geometry.apply()
        self._state_saver.close()
        # Hidden first, because the last tile may take a moment.
        self.hide()
        self._queue.close()
        self.session.close()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802, D102
        if event.source() is None and drops.is_welcome(event.mimeData()):
            event.acceptProposedAction()
            self._mark_dropping(True)
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802, D102
        self._mark_dropping(False)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802, D102
        self._mark_dropping(False)
        paths, viewer = drops.local_paths(event.mimeData()), self.parts.viewer
        pane = (
            viewer.pane_at(viewer.mapFrom(self, event.position().toPoint())) if viewer.isVisible() else None
        )
        on_reference = pane is not None and Source.REFERENCE in pane.content.sources
        if on_reference and len(paths) == 1 and paths[0].is_file():
            self._viewing.open_reference(paths[0])
            event.acceptProposedAction()
        elif self._opening.take(event.mimeData()):
            event.acceptProposedAction()
        else:
            sentence = self.tr("You can only drop photos, folders and models of this computer here.")
            self.show_notice(Notice(sentence, NoticeKind.WARNING))

    @Slot(object)
    def show_notice(self, notice: Notice) -> None:
        """Show a notice."""
        self.parts.messages.show_notice(notice)

    def _connect_actions(self) -> None:
        commands, parts, session = self.commands, self.parts, self.session
        for action, slot in (
            (commands.save, session.save_selected),
            (commands.save_all, session.save_all),
            (commands.quit, self.close),
            (commands.run_again, session.run_again),
            (commands.cancel, session.cancel),
            (commands.remove, session.remove_selected),
            (commands.next, lambda: session.in_view.step(1)),
            (commands.previous, lambda: session.in_view.step(-1)),
            (commands.storage, self._show_storage),
            (commands.show_log, show_log),
            (commands.messages, parts.messages.take_focus),
            (commands.show_reports, self._reports.show),
        ):
            action.triggered.connect(slot)
        parts.welcome.open_asked.connect(self._opening.ask_for_photos)
        parts.welcome.folder_asked.connect(self._opening.ask_for_folder)
        parts.welcome.sample_asked.connect(self._opening.open_sample)
        parts.welcome.recent_asked.connect(self._opening.open_recent)
        self._opening.recent_changed.connect(parts.welcome.show_recent)
        parts.welcome.show_recent(self._opening.recent)
        parts.problem.again_asked.connect(commands.run_again.trigger)
        parts.problem.remove_asked.connect(commands.remove.trigger)
        parts.problem.folder_asked.connect(self._show_photo_in_folder)
        parts.status.cancel_asked.connect(session.cancel)
        parts.messages.remedy_asked.connect(self._on_remedy)
        parts.messages.dismissed.connect(self._reports.on_dismissed)
        self._reports.noticed.connect(self.show_notice)
        self.terms.told.connect(self.show_notice)
        self.terms.outdated.connect(parts.messages.remove)
        session.in_view.model_changed.connect(self.terms.tell)

        self._geometry.begun.connect(self._on_crop_begun)

    def _connect_session(self) -> None:
        session, parts = self.session, self.parts
        session.noticed.connect(self.show_notice)
        session.in_view.changed.connect(self._on_current_changed)
        session.first_pictures.sized.connect(parts.viewer.expect_photo)
        session.first_pictures.rendered.connect(parts.viewer.show_picture)
        session.activity.changed.connect(self._on_activity)
        session.selection.changed.connect(self._show_state)
        session.devices_found.connect(self._on_devices)
        session.open_photos.changed.connect(self._on_photo_changed)
        session.open_photos.removed.connect(self._on_current_changed)
        for changed in (session.shown.inserted, session.shown.removed, session.shown.reset):
            changed.connect(self._show_info)
        session.view.measured.connect(parts.histogram.show_histograms)
        parts.viewer.transform.changed.connect(self._show_facts)
        parts.viewer.pointed.connect(self._show_facts)
        parts.viewer.step_asked.connect(session.in_view.step)
        self.bar.device_chosen.connect(self._on_device)

    def _mark_dropping(self, dropping: bool) -> None:
        self.parts.drop_highlight.mark(dropping)

    @Slot()
    def _show_state(self) -> None:
        """Update commands and panes for the current photo."""
        session, photo = self.session, self.session.in_view.open_photo
        self.commands.save.setEnabled(session.in_view.has_result or len(session.selection) > 1)
        self.commands.copy.setEnabled(session.in_view.has_result)
        self.commands.save_all.setEnabled(len(session.open_photos) > 0)
        self.commands.cancel.setEnabled(session.activity.is_busy)
        for action in (self.commands.run_again, self.commands.remove):
            action.setEnabled(photo is not None)
        is_read = session.in_view.photo is not None
        failed = photo is not None and photo.status.state is PhotoState.FAILED and not is_read
        sentence = photo.status.sentence if photo is not None and failed else ""
        self.parts.show_problem(sentence, is_file=photo is not None and photo.path is not None)
        self.parts.adjustments.setEnabled(not failed)
        if photo is not None:
            self.parts.viewer.store.set_problem("" if is_read else problem_label(photo.status))
            for source in (Source.BEFORE, *OF_RESULT):
                of_result = source in OF_RESULT
                words = pane_label(photo.status, of_result=of_result, is_read=is_read)
                self.parts.viewer.store.set_message(source, words)

    @Slot()
    def _on_crop_begun(self) -> None:
        self.commands.photos.grid.setChecked(False)
        self.commands.pick_neutral.setChecked(False)

    @Slot()
    def _on_first_painted(self) -> None:
        self.first_painted.emit()
        self.colours.begin()
        self.session.warm_up()

    @Slot()
    def _on_current_changed(self) -> None:
        current, viewer = self.session.in_view.open_photo, self.parts.viewer
        self.parts.show_photos(len(self.session.open_photos) > 0)
        if self._shown_key is None and current is not None:
            viewer.setFocus()
        key = None if current is None else current.key
        frame = self.session.view.frame
        if key != self._shown_key:
            self._shown_key = key
            viewer.store.begin(key)
            self.parts.histogram.clear()
        elif frame and self._shown_frame and frame.area != self._shown_frame.area:
            viewer.await_pictures()
        self._shown_frame = frame
        if current is None or current.status.state in (PhotoState.FAILED, PhotoState.CANCELLED):
            viewer.store.clear_previews()
        if current is not None:
            self.parts.lists.selection.show_current(current.key)
        if frame is not None:
            viewer.set_photo(QSize(frame.width, frame.height))
        if not self.session.view.has_result:
            viewer.store.clear(*OF_RESULT)
        self._show_facts()
        self._show_info()
        self._show_state()

    @Slot(int)
    def _on_photo_changed(self, row: int) -> None:
        current = self.session.in_view.open_photo
        if current is not None and self.session.open_photos.at(row) is current:
            self._show_state()

    @Slot()
    def _show_info(self) -> None:
        shown, in_view = self.session.shown, self.session.in_view
        self.parts.info.show_photo(in_view.photo, shown.row_of(in_view.key) + 1, len(shown))

    @Slot()
    def _show_facts(self) -> None:
        photo, viewer = self.session.in_view.photo, self.parts.viewer
        if photo is None:
            self.parts.status.show_photo("")
            return
        facts = [photo_text(viewer.transform.photo_size, photo.bit_depth, viewer.transform.scale)]
        values = viewer.pixel_values()
        if values is not None:
            titled = [(viewer.title_of(source), colour) for source, colour in values[1].items()]
            facts.insert(0, values_text(values[0], titled))
        self.parts.status.show_photo("    ".join(facts))

    @Slot()
    def _show_photo_in_folder(self) -> None:
        photo = self.session.in_view.open_photo
        if photo is not None and photo.path is not None:
            show_in_folder(photo.path)

    @Slot(object)
    def _on_activity(self, activity: Activity | None) -> None:
        self.parts.status.show_activity(activity)
        self._show_state()

    @Slot(object)
    def _on_devices(self, devices: tuple[DeviceChoice, ...]) -> None:
        self.bar.set_devices(devices, self._preferences.settings.device)

    @Slot(str)
    def _on_device(self, name: str) -> None:
        self._preferences.set_device(name)
        self.session.in_view.set_device(name)

    @Slot(object)
    def _on_remedy(self, notice: Notice) -> None:
        if notice.remedy is Remedy.RUN_AGAIN:
            self.session.run_again()
        elif notice.remedy is Remedy.UNDO:
            self.session.editing.undo()
        elif notice.remedy is Remedy.CHOOSE_FOLDER:
            self.parts.saving.details.choose_folder()
        elif notice.remedy is Remedy.SHOW_LOG:
            show_log()
        elif notice.remedy is Remedy.GO_ON:
            self.parts.messages.remove(notice)
            self.session.queue.go_on()
        elif notice.remedy is Remedy.SHOW_QUEUE:
            self._queue.show()
        elif notice.remedy is Remedy.CLOSE:
            self.close()
        elif notice.remedy in (Remedy.COPY_REPORT, Remedy.SHOW_REPORTS, Remedy.USE_FREE_MODEL):
            self.parts.messages.remove(notice)
            self._on_start_remedy(notice.remedy)
        elif notice.path is not None:
            show_in_folder(notice.path)

    def _on_start_remedy(self, remedy: Remedy) -> None:
        free = self.terms.free_model
        if remedy is Remedy.COPY_REPORT:
            self._reports.copy()
        elif remedy is Remedy.SHOW_REPORTS:
            self._reports.show()
        elif free is not None:
            self._models.use(free.name)

    @Slot()
    def _show_storage(self) -> None:
        shown = self.findChild(StorageDialog)
        if shown is not None and shown.isVisible():
            shown.activateWindow()
            return
        dialog = StorageDialog(
            self._preferences.limits, self.session.edits.place, self.session.disk_cache, self
        )
        dialog.changed.connect(self._on_limits)
        dialog.edits_place_changed.connect(self._on_edits_place)
        dialog.show()

    @Slot(object)
    def _on_limits(self, limits: StorageLimits) -> None:
        self._preferences.set_limits(limits)
        self.session.set_limits(limits)

    @Slot(bool)
    def _on_ahead(self, wanted: bool) -> None:
        self._preferences.set_enhance_ahead(wanted)
        self.session.ahead.set_wanted(wanted)

    @Slot(object)
    def _on_edits_place(self, place: EditsPlace) -> None:
        self._preferences.set_edits_place(place)
        self.session.edits.set_place(place)
