"""The fine-tuning process; its memory use and crashes do not affect the window."""

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal, Slot

from lowexp_gui.bundled import command_line
from lowexp_gui.library.finetune_events import LONGEST_LINE, FinetuneEvent, from_line

_MILLISECONDS_TO_LEAVE = 8000
_MILLISECONDS_TO_DIE = 3000
_MOST_COMPLAINTS = 20_000
_log = logging.getLogger(__name__)


class FinetuneProcess(QObject):
    """Starts the process, receives its events and sends commands; lives on the window's thread."""

    event_received = Signal(object)
    """FinetuneEvent"""
    ended = Signal()
    """The process has ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without a process."""
        super().__init__(parent)
        self._process: QProcess | None = None
        self._rest = b""
        self._complaints = b""

    @property
    def is_running(self) -> bool:
        """Whether the process is running."""
        return self._process is not None

    @property
    def process_id(self) -> int:
        """The process id; 0 if none is running."""
        return 0 if self._process is None else int(self._process.processId())

    def start(self, folder: Path, *, estimate: bool = False) -> None:
        """Start to fine-tune by the order in a folder, or to estimate the time; a running one is ended."""
        self.kill()
        self._rest = self._complaints = b""
        self._process = process = QProcess(self)
        process.readyReadStandardOutput.connect(self._on_output)
        process.readyReadStandardError.connect(self._on_complaint)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        program, *arguments = command_line()
        process.start(
            program,
            [
                *arguments,
                "finetune-child",
                "--low-priority",
                *(["--estimate"] if estimate else []),
                str(folder),
            ],
        )

    def send(self, command: str) -> None:
        """Send a command: "pause", "resume", "keep", "discard" or "leave"."""
        if self._process is not None:
            self._process.write(f"{command}\n".encode())

    def leave(self) -> None:
        """Ask the process to save its progress, and wait a short time for its end."""
        if self._process is not None:
            self.send("leave")
            self._process.closeWriteChannel()
            self._process.blockSignals(True)
            if self._process.waitForFinished(_MILLISECONDS_TO_LEAVE):
                self._drop()
        self.kill()

    def kill(self) -> None:
        """End the process at once, without emitting a signal."""
        if self._process is not None:
            self._process.blockSignals(True)
            self._process.kill()
            self._process.waitForFinished(_MILLISECONDS_TO_DIE)
            self._drop()

    def _drop(self) -> None:
        if self._process is not None:
            self._process.deleteLater()
            self._process = None

    @Slot()
    def _on_output(self) -> None:
        if self._process is None:
            return
        output = self._rest + bytes(self._process.readAllStandardOutput().data())
        *lines, self._rest = output.split(b"\n")
        if len(self._rest) > LONGEST_LINE:
            self._rest = b""
        for line in lines:
            event: FinetuneEvent | None = from_line(line.decode("utf-8", "replace"))
            if event is not None:
                self.event_received.emit(event)

    @Slot()
    def _on_complaint(self) -> None:
        if self._process is not None:
            heard = bytes(self._process.readAllStandardError().data())
            self._complaints = (self._complaints + heard)[-_MOST_COMPLAINTS:]

    @Slot(QProcess.ProcessError)
    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            _log.error("Fine-tuning could not be started: %s", self._process.errorString())
            self._drop()
            self.ended.emit()

    @Slot()
    def _on_finished(self) -> None:
        if self._process is None:
            return
        self._on_output()
        self._on_complaint()
        process = self._process
        if process is not None and process.exitCode():
            words = self._complaints.decode("utf-8", "replace")
            _log.warning("Fine-tuning ended with code %d: %s", process.exitCode(), words)
        self._drop()
        self.ended.emit()
