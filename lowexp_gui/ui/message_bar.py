"""Messages over the bottom of the photo, which stay until dismissed and do not move other widgets."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lowexp_gui.app.messages.notices import Notice, NoticeKind, Remedy
from lowexp_gui.app.messages.sentences import filled, paragraph

# Limited, because many messages would hide the photo; the filmstrip shows errors of each photo.
_MOST = 8
_LEAST_LETTERS = 90


class MessageLine(QFrame):
    """One message with buttons for its remedies."""

    dismissed = Signal()
    remedy_asked = Signal()
    also_asked = Signal()

    def __init__(self, notice: Notice, remedy: str, also: str, parent: QWidget | None = None) -> None:
        """A line for a notice; `remedy` and `also` are the texts of its buttons."""
        super().__init__(parent)
        self.notice = notice
        self.setObjectName("message")
        self.setProperty("kind", str(notice.kind))
        self.setAccessibleName(notice.sentence)
        self.label = QLabel(paragraph(notice.sentence))
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._layout = layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 5, 6, 5)
        layout.addWidget(self.label, 1)
        self.remedy_button: QPushButton | None = None
        if remedy:
            self.remedy_button = QPushButton(remedy)
            self.remedy_button.clicked.connect(self.remedy_asked)
            layout.addWidget(self.remedy_button)
        self.also_button: QPushButton | None = None
        if also:
            self.also_button = QPushButton(also)
            self.also_button.clicked.connect(self.also_asked)
            layout.addWidget(self.also_button)
        self.dismiss_button = QPushButton(self.tr("Dismiss"))
        self.dismiss_button.clicked.connect(self.dismissed)
        layout.addWidget(self.dismiss_button)

    def add_button(self, button: QPushButton) -> None:
        """Put a button before the others."""
        self._layout.insertWidget(1, button)


class MessageBar(QWidget):
    """The newest message, and the others on request."""

    remedy_asked = Signal(object)
    """Notice whose remedy was chosen; if the second was chosen, it is now first"""
    dismissed = Signal(object)
    """Notice that the user dismissed"""

    def __init__(self, ground: QWidget, parent: QWidget) -> None:
        """No messages.

        Args:
            ground: the widget under the messages.
            parent: a widget around it.
        """
        super().__init__(parent)
        self._ground, self._around = ground, parent
        self._lines: list[MessageLine] = []
        self._expanded = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(8, 6, 8, 6)
        self._layout.setSpacing(2)
        self.more_button = QPushButton(self)
        self.more_button.clicked.connect(self._on_more)
        self.dismiss_all_button = QPushButton(self.tr("Dismiss all"))
        self.dismiss_all_button.clicked.connect(self.dismiss_all)
        self._layout.addWidget(self.dismiss_all_button, 0, Qt.AlignmentFlag.AlignRight)
        self._show_lines()
        ground.installEventFilter(self)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The texts of the messages, the newest first."""
        return tuple(line.notice.sentence for line in self._lines)

    @property
    def lines(self) -> tuple[MessageLine, ...]:
        """The messages, the newest first."""
        return tuple(self._lines)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:  # noqa: D102
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._place()
        return done

    def _place(self) -> None:
        """Cover the bottom of the ground with the necessary height; wider than a narrow ground."""
        around = self._around.rect()
        room = QRect(self._ground.mapTo(self._around, QPoint()), self._ground.size())
        least = min(self.fontMetrics().averageCharWidth() * _LEAST_LETTERS, around.width())
        if room.width() < least:
            middle = room.center()
            room.setWidth(least)
            room.moveCenter(middle)
            room.moveLeft(max(0, min(room.left(), around.width() - least)))
        height = self._layout.totalHeightForWidth(room.width())
        needed = height if height > 0 else self._layout.totalSizeHint().height()
        room.setTop(max(room.top(), room.bottom() + 1 - needed))
        self.setGeometry(room)
        self.raise_()

    def show_notice(self, notice: Notice) -> None:
        """Add a message. An information replaces older information."""
        for line in tuple(self._lines):
            is_old_news = NoticeKind.INFORMATION is line.notice.kind is notice.kind
            if is_old_news or line.notice.sentence == notice.sentence:
                self._remove(line)
        line = MessageLine(notice, self._remedy_text(notice.remedy), self._remedy_text(notice.also))
        line.dismissed.connect(partial(self._dismiss, line))
        line.remedy_asked.connect(partial(self.remedy_asked.emit, notice))
        line.also_asked.connect(partial(self.remedy_asked.emit, replace(notice, remedy=notice.also)))
        self._lines.insert(0, line)
        self._layout.insertWidget(0, line)
        for old in self._lines[_MOST:]:
            self._remove(old)
        self._show_lines()

    def dismiss_all(self) -> None:
        """Remove all messages."""
        for line in tuple(self._lines):
            self._dismiss(line)

    def remove(self, notice: Notice) -> None:
        """Remove a message that has been handled."""
        for line in tuple(self._lines):
            if line.notice.sentence == notice.sentence:
                self._remove(line)
        self._show_lines()

    def _dismiss(self, line: MessageLine) -> None:
        self._remove(line)
        self._show_lines()
        self.dismissed.emit(line.notice)

    def _remove(self, line: MessageLine) -> None:
        if line in self._lines:
            self._lines.remove(line)
            if self.more_button.parent() is line:
                self.more_button.setParent(self)
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()

    def _on_more(self) -> None:
        self._expanded = not self._expanded
        self._show_lines()

    def _show_lines(self) -> None:
        others = len(self._lines) - 1
        for number, line in enumerate(self._lines):
            line.setVisible(number == 0 or self._expanded)
        if others > 0:
            self._lines[0].add_button(self.more_button)
        self.more_button.setVisible(others > 0)
        self.dismiss_all_button.setVisible(others > 0 and self._expanded)
        if self._expanded:
            self.more_button.setText(self.tr("Fewer"))
        else:
            self.more_button.setText(filled(self.tr("%1 more"), others))
        self.setVisible(bool(self._lines))
        self._place()

    def _remedy_text(self, remedy: Remedy) -> str:
        return {
            Remedy.NONE: "",
            Remedy.RUN_AGAIN: self.tr("Run again"),
            Remedy.SHOW_IN_FOLDER: self.tr("Show in folder"),
            Remedy.CHOOSE_FOLDER: self.tr("Choose folder…"),
            Remedy.SHOW_LOG: self.tr("Show log"),
            Remedy.GO_ON: self.tr("Continue"),
            Remedy.SHOW_QUEUE: self.tr("Show queue"),
            Remedy.CLOSE: self.tr("Close"),
            Remedy.COPY_REPORT: self.tr("Copy report"),
            Remedy.SHOW_REPORTS: self.tr("Show folder"),
            Remedy.USE_FREE_MODEL: self.tr("Use “Open”"),
        }[remedy]
