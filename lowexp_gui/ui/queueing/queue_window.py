"""The queue window, which stays open beside the main window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.app.queueing.folder_watch import FolderWatch, WatchOrder
from lowexp_gui.app.queueing.photo_queue import PhotoQueue
from lowexp_gui.app.queueing.queue_requests import AddPhotos
from lowexp_gui.batch.job import JobSpec
from lowexp_gui.batch.queue_entry import UNFINISHED, EntryState
from lowexp_gui.batch.queue_summary import summary_path
from lowexp_gui.photo.naming import free_path
from lowexp_gui.ui.photos import drops
from lowexp_gui.ui.photos.file_kinds import photo_kinds
from lowexp_gui.ui.photos.folders import show_in_folder
from lowexp_gui.ui.queueing.queue_form import CurrentChoice, QueueForm
from lowexp_gui.ui.queueing.queue_labels import queue_text
from lowexp_gui.ui.queueing.queue_table import QueueTable

_LINES, _COLUMNS = 36, 190
_STEPS = 1000
_SETTLED = (EntryState.DONE, EntryState.SKIPPED, EntryState.CANCELLED)


class QueueWindow(QDialog):
    """The queue with progress and actions.

    Attributes:
        table: a row per photo.
        form: settings of added photos and watched folders.
    """

    def __init__(
        self,
        queue: PhotoQueue,
        watching: FolderWatch,
        in_use: Callable[[], CurrentChoice],
        parent: QWidget | None = None,
    ) -> None:
        """A window that follows the queue."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Queue"))
        self.setModal(False)
        self.setAcceptDrops(True)
        self._queue, self._watching = queue, watching
        self.table = QueueTable(queue)
        self.form = QueueForm(in_use)
        self.summary = QLabel()
        self.summary.setObjectName("areaTitle")
        self.progress = QProgressBar()
        self.progress.setObjectName("quietBar")
        self.progress.setTextVisible(False)
        self.progress.setRange(0, _STEPS)
        self.progress.setAccessibleName(self.tr("Progress of the queue"))
        self.pause_button = self._button(self.tr("&Pause"), self._on_pause)
        self.cancel_all_button = self._button(self.tr("Cancel a&ll"), queue.cancel_all)
        self.hint = QLabel(self.tr("Drop photos and folders here."))
        self.hint.setObjectName("quiet")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.watch_label = QLabel()
        self.watch_label.setWordWrap(True)
        self.stop_button = self._button(self.tr("S&top watching"), watching.stop)
        self.files_button = self._button(self.tr("Add p&hotos…"), self.choose_files)
        self.folder_button = self._button(self.tr("Add &folder…"), self.choose_folder)
        self.watch_button = self._button(self.tr("&Watch a folder…"), self.choose_watched)
        self.up_button = self._button(self.tr("&Up"), self._on_up, self.tr("Process earlier (Alt+Up)"))
        self.down_button = self._button(self.tr("&Down"), self._on_down, self.tr("Process later (Alt+Down)"))
        self.cancel_button = self._button(self.tr("&Cancel"), self._on_cancel)
        self.retry_button = self._button(self.tr("&Retry"), self._on_retry)
        self.remove_button = self._button(
            self.tr("Re&move"), self._on_remove, self.tr("Remove from the queue; no file is deleted (Del)")
        )
        self.clear_button = self._button(self.tr("Remove fi&nished"), self._on_clear)
        self.summary_button = self._button(self.tr("&Save summary…"), self._on_summary)
        self._watch_row, self._space = QFrame(), QWidget()
        self._arrange()
        self._add_keys()
        self._connect()
        self._show()
        self._show_watched()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802, D102
        if drops.local_paths(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802, D102
        paths = drops.local_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.form.ask_for(paths)

    @Slot()
    def choose_files(self) -> None:
        """Ask for photos to be queued."""
        files, _ = QFileDialog.getOpenFileNames(self, self.tr("Add photos to the queue"), "", photo_kinds())
        if files:
            self.form.ask_for(tuple(map(Path, files)))

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder to be queued."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("Add a folder to the queue"))
        if folder:
            self.form.ask_for((Path(folder),))

    @Slot()
    def choose_watched(self) -> None:
        """Ask for a folder to be watched."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("Watch a folder"))
        if folder:
            self.form.ask_for((Path(folder),), watch=True)

    def _arrange(self) -> None:
        self._watch_row.setObjectName("message")
        self._watch_row.setProperty("kind", "information")
        watch = QHBoxLayout(self._watch_row)
        watch.setContentsMargins(12, 5, 6, 5)
        watch.addWidget(self.watch_label, 1)
        watch.addWidget(self.stop_button)
        head = QHBoxLayout()
        head.addWidget(self.summary)
        head.addSpacing(12)
        head.addWidget(self.progress, 1)
        head.addWidget(self._space, 1)
        head.addSpacing(12)
        head.addWidget(self.pause_button)
        head.addWidget(self.cancel_all_button)
        adding = QHBoxLayout()
        for button in (self.files_button, self.folder_button, self.watch_button):
            adding.addWidget(button)
        adding.addStretch(1)
        adding.addWidget(self.summary_button)
        foot = QHBoxLayout()
        for button in (self.up_button, self.down_button, self.cancel_button, self.retry_button):
            foot.addWidget(button)
        foot.addWidget(self.remove_button)
        foot.addStretch(1)
        foot.addWidget(self.clear_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addLayout(adding)
        layout.addWidget(self._watch_row)
        layout.addWidget(self.form)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.hint)
        layout.addLayout(foot)
        metrics = self.fontMetrics()
        room = self.screen().availableSize() * 0.9
        self.resize(
            min(metrics.averageCharWidth() * _COLUMNS, room.width()),
            min(metrics.height() * _LINES, room.height()),
        )

    def _add_keys(self) -> None:
        keys = QKeySequence
        for shortcut, slot in (
            (keys(keys.StandardKey.Delete), self._on_remove),
            (keys("Alt+Up"), self._on_up),
            (keys("Alt+Down"), self._on_down),
            (keys(Qt.Key.Key_Return), self._on_show),
        ):
            action = QAction(self.table)
            action.setShortcut(shortcut)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(slot)
            self.table.addAction(action)

    def _connect(self) -> None:
        self._queue.state_changed.connect(self._show)
        self.table.selectionModel().selectionChanged.connect(self._show)
        self.table.rows.moved.connect(self._queue.move)
        self.table.doubleClicked.connect(self._on_show)
        self._watching.changed.connect(self._show_watched)
        self.form.asked.connect(self._on_asked)
        self.form.watch_asked.connect(self._on_watch_asked)

    def _button(self, text: str, slot: Callable[[], object], hint: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setToolTip(hint)
        # Drops the `checked` argument of the signal.
        button.clicked.connect(lambda: slot())
        return button

    @Slot()
    def _show(self) -> None:
        """Update texts and controls for the queue."""
        queue, activity = self._queue, self._queue.activity
        unfinished = queue.count(*UNFINISHED)
        self.summary.setText(queue_text(queue))
        self._space.setVisible(activity is None)
        self.progress.setVisible(activity is not None)
        self.progress.setValue(0 if activity is None else round(_STEPS * activity.fraction))
        rests = queue.is_paused or (unfinished > 0 and not queue.is_active)
        self.pause_button.setText(self.tr("C&ontinue") if rests else self.tr("&Pause"))
        self.pause_button.setEnabled(unfinished > 0 or queue.is_paused)
        self.cancel_all_button.setEnabled(unfinished > 0)
        chosen = self.table.selectionModel().hasSelection()
        for button in (self.up_button, self.down_button, self.cancel_button, self.remove_button):
            button.setEnabled(chosen)
        failed = queue.count(EntryState.FAILED)
        self.retry_button.setText(self.tr("&Retry") if chosen else self.tr("&Retry failed"))
        self.retry_button.setEnabled(chosen or failed > 0)
        self.clear_button.setEnabled(queue.count(*_SETTLED) > 0)
        self.summary_button.setEnabled(len(queue) > 0)
        self.hint.setVisible(not len(queue))

    @Slot()
    def _show_watched(self) -> None:
        watching, order = self._watching, self._watching.order
        self._watch_row.setVisible(order is not None)
        if order is None:
            return
        folder, output = f"“{order.folder.name}”", f"“{order.spec.output.folder.name}”"
        text = filled(self.tr("Watching %1. Results are saved in %2."), folder, output)
        if watching.newest is not None:
            arrived = self.tr("New photos: %1. The latest is %2.")
            text = f"{text} {filled(arrived, watching.count, watching.newest.name)}"
        self.watch_label.setText(text)
        self._watch_row.setAccessibleName(text)

    @Slot(object)
    def _on_asked(self, spec: JobSpec) -> None:
        self._queue.add(AddPhotos((spec,)))
        self.table.setFocus()

    @Slot(object, bool)
    def _on_watch_asked(self, spec: JobSpec, existing: bool) -> None:
        self._watching.start(WatchOrder(spec, existing))

    def _on_pause(self) -> None:
        if self._queue.is_active and not self._queue.is_paused:
            self._queue.pause()
        else:
            self._queue.go_on()

    def _on_cancel(self) -> None:
        self._queue.cancel(self.table.chosen)

    def _on_retry(self) -> None:
        self._queue.retry(self.table.chosen or None)

    @Slot()
    def _on_remove(self) -> None:
        self._queue.remove(self.table.chosen)

    def _on_clear(self) -> None:
        self._queue.remove(self._queue.ids(*_SETTLED))

    @Slot()
    def _on_up(self) -> None:
        chosen = self.table.chosen
        if chosen:
            row = max(0, self._queue.row_of(chosen[0]) - 1)
            self._queue.move(chosen, self._before(row, chosen))

    @Slot()
    def _on_down(self) -> None:
        chosen = self.table.chosen
        if chosen:
            self._queue.move(chosen, self._before(self._queue.row_of(chosen[-1]) + 2, chosen))

    def _before(self, row: int, moved: tuple[int, ...]) -> int | None:
        """The first entry at or after a row that is not moved itself."""
        stays = (self._queue.at(each).id for each in range(row, len(self._queue)))
        return next((each for each in stays if each not in moved), None)

    @Slot()
    def _on_show(self) -> None:
        chosen = self.table.chosen
        if chosen:
            entry = self._queue.at(self._queue.row_of(chosen[0]))
            show_in_folder(entry.result or entry.path)

    def _on_summary(self) -> None:
        kinds = self.tr("Text (*.txt);;Table (*.csv);;JSON (*.json)")
        file, chosen = QFileDialog.getSaveFileName(self, self.tr("Save the summary"), "Lowexp.txt", kinds)
        if file:
            asked, kind = Path(file), chosen.rpartition("*")[2].rstrip(")")
            path = summary_path(asked, kind)
            # The file dialog has asked about replacing only the name that was entered.
            self._queue.save_summary(path if path == asked else free_path(path))
