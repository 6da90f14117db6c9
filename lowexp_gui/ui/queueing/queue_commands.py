"""Queue actions of the main window: the queue window, progress and the message at the end."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QWidget

from lowexp_gui.app.messages.notices import Notice, NoticeKind, Remedy
from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.app.queueing.queue_outcome import QueueOutcome
from lowexp_gui.app.session import Session
from lowexp_gui.batch.queue_entry import UNFINISHED
from lowexp_gui.diagnostics.taskbar_progress import TaskbarProgress
from lowexp_gui.ui.actions import Actions
from lowexp_gui.ui.queueing.desktop_notification import DesktopNotification
from lowexp_gui.ui.queueing.queue_form import CurrentChoice
from lowexp_gui.ui.queueing.queue_window import QueueWindow

_LONG_SECONDS = 20


class QueueCommands(QObject):
    """Owns the queue window; the queue continues after it is closed."""

    def __init__(self, actions: Actions, session: Session, window: QWidget) -> None:
        """Connect everything; the window is created when first needed."""
        super().__init__(window)
        self._session, self._window = session, window
        self._shown: QueueWindow | None = None
        self._has_asked = False
        self._desktop = DesktopNotification(window)
        self._taskbar = TaskbarProgress()
        self._desktop.clicked.connect(self._on_clicked)
        actions.queue.triggered.connect(self.show)
        actions.queue_folder.triggered.connect(self._on_folder)
        actions.watch_folder.triggered.connect(self._on_watch)
        queue = session.queue
        queue.left.connect(self._on_left)
        queue.ended.connect(self._on_ended)
        queue.state_changed.connect(self._show_progress)
        queue.state_changed.connect(self._on_state)
        session.exports.changed.connect(self._on_state)
        queue.summary_saved.connect(self._on_summary_saved)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if event.type() is QEvent.Type.WindowActivate:
            self._desktop.forget()
        return super().eventFilter(watched, event)

    @Slot()
    def show(self) -> None:
        """Show the queue."""
        self._made().show()
        self._made().activateWindow()

    @Slot(object)
    def ask_for_photos(self, paths: tuple[Path, ...]) -> None:
        """Show the queue's form for photos, to be saved as they are adjusted now."""
        self.show()
        self._made().form.ask_for(paths, as_shown=True)

    def may_close(self) -> bool:
        """Whether the window may be closed. With work left, the first attempt shows a notice instead."""
        sentence = self._unfinished()
        if not sentence or self._has_asked:
            return True
        self._has_asked = True
        self._session.noticed.emit(Notice(sentence, NoticeKind.WARNING, Remedy.CLOSE))
        return False

    def close(self) -> None:
        """Remove the notification and the progress in the taskbar."""
        self._desktop.forget()
        self._taskbar.show(None)
        if self._shown is not None:
            self._shown.close()

    def _unfinished(self) -> str:
        """What would not be finished if the window were closed now; empty for nothing."""
        queue = self._session.queue
        left = queue.count(*UNFINISHED)
        if self._session.exports.is_busy:
            return self.tr(
                "Some photos are still being saved. If you close Lowexp now, they may not be saved."
            )
        if not queue.is_active or not left:
            return ""
        sentence = self.tr(
            "The queue is not finished. Photos left: %1. If you close Lowexp now, you can continue next time."
        )
        return filled(sentence, left)

    def _made(self) -> QueueWindow:
        if self._shown is None:
            session = self._session
            self._shown = QueueWindow(session.queue, session.watching, self._in_use, self._window)
        return self._shown

    def _in_use(self) -> CurrentChoice:
        session = self._session
        return CurrentChoice(
            session.in_view.model,
            session.in_view.device,
            session.in_view.adjustments,
            session.exports.choice.encoding,
        )

    @Slot()
    def _on_folder(self) -> None:
        self.show()
        self._made().choose_folder()

    @Slot()
    def _on_watch(self) -> None:
        self.show()
        self._made().choose_watched()

    @Slot(int)
    def _on_left(self, count: int) -> None:
        sentence = filled(self.tr("The queue was not finished last time. Photos left: %1."), count)
        self._session.noticed.emit(Notice(sentence, NoticeKind.WARNING, Remedy.GO_ON))

    @Slot(object, float)
    def _on_ended(self, outcome: QueueOutcome, seconds: float) -> None:
        if outcome.settled and seconds >= _LONG_SECONDS:
            self._desktop.tell(self.tr("The queue is finished"), outcome.counts())

    @Slot()
    def _on_state(self) -> None:
        """Once all work has ended, the next attempt to close asks again."""
        if not (self._session.queue.is_active or self._session.exports.is_busy):
            self._has_asked = False

    @Slot()
    def _show_progress(self) -> None:
        """Show progress in the window's title and in the taskbar."""
        activity = self._session.queue.activity
        self._taskbar.show(None if activity is None else activity.fraction)
        title = self.tr("Lowexp")
        if activity is not None and not activity.preparing:
            title = filled(self.tr("%1 % - %2"), round(100 * activity.fraction), title)
        if title != self._window.windowTitle():
            self._window.setWindowTitle(title)

    @Slot(object)
    def _on_summary_saved(self, path: Path) -> None:
        sentence = filled(self.tr("The summary is saved as “%1”."), path.name)
        self._session.noticed.emit(Notice(sentence, remedy=Remedy.SHOW_IN_FOLDER, path=path))

    @Slot()
    def _on_clicked(self) -> None:
        self._window.show()
        self.show()
