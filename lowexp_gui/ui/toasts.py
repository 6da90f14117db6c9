"""Messages laid over the bottom of the picture, which move nothing and never take the focus."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from lowexp_gui.app.messages.notices import Notice, NoticeKind, Remedy
from lowexp_gui.app.messages.sentences import filled, paragraph
from lowexp_gui.ui.icons import icon

_MOST_SHOWN = 3
# Limited, because the filmstrip shows the errors of each photo.
_MOST = 8
_LETTERS = 84
_SPACE = 4
_MARGIN = 12
INFORMATION_MILLISECONDS = 5000


class Toast(QFrame):
    """One message with buttons for its remedies.

    An information asks to be removed after five seconds, which begin again when the pointer or the focus
    leaves it, or the window becomes active. Warnings and errors stay.
    """

    dismissed = Signal()
    outlived = Signal()
    """The user has had time to read it."""
    remedy_asked = Signal()
    also_asked = Signal()

    def __init__(self, notice: Notice, remedy: str, also: str, parent: QWidget | None = None) -> None:
        """A message for a notice; `remedy` and `also` are the texts of its buttons."""
        super().__init__(parent)
        self.notice = notice
        self.setObjectName("toast")
        self.setProperty("kind", str(notice.kind))
        self.setAccessibleName(notice.sentence)
        self.label = QLabel(paragraph(notice.sentence))
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.remedy_button = self._button(remedy, self.remedy_asked)
        self.also_button = self._button(also, self.also_asked)
        self.dismiss_button = QToolButton()
        self.dismiss_button.setObjectName("flat")
        self.dismiss_button.setAccessibleName(self.tr("Dismiss"))
        self.dismiss_button.setToolTip(self.tr("Dismiss (Esc)"))
        self.dismiss_button.setIconSize(QSize(16, 16))
        self.dismiss_button.clicked.connect(self.dismissed)
        self._arrange()
        for button in self.buttons:
            # A click does not move the focus, so that the keys stay with the photo.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.installEventFilter(self)
        self.timer = QTimer(self, singleShot=True, interval=INFORMATION_MILLISECONDS)
        self.timer.timeout.connect(self._on_time)
        self._read_anew()
        self._draw()

    @property
    def buttons(self) -> tuple[QPushButton | QToolButton, ...]:
        """The buttons in the order of the Tab key."""
        offered = (self.remedy_button, self.also_button)
        return (*(each for each in offered if each is not None), self.dismiss_button)

    @property
    def has_focus(self) -> bool:
        """Whether one of its parts has the focus."""
        return self.label.hasFocus() or any(each.hasFocus() for each in self.buttons)

    def event(self, event: QEvent) -> bool:  # noqa: D102
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and event.type() is QEvent.Type.ShortcutOverride:
            # Otherwise the key would cancel the work.
            event.accept()
            return True
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._draw()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802, D102
        self.timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802, D102
        self._read_anew()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if event.type() is QEvent.Type.FocusOut:
            self._read_anew()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        buttons = [each for each in (self.remedy_button, self.also_button) if each is not None]
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.label, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(4)
        layout.addLayout(line)
        if len(buttons) > 1:
            # Two buttons beside the sentence would leave a narrow column for it.
            below = QHBoxLayout()
            below.addStretch(1)
            layout.addLayout(below)
        else:
            below = line
        for button in buttons:
            below.addWidget(button)
        line.addWidget(self.dismiss_button, 0, Qt.AlignmentFlag.AlignTop)

    def _button(self, text: str, asked: object) -> QPushButton | None:
        if not text:
            return None
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(asked)
        return button

    def _draw(self) -> None:
        self.dismiss_button.setIcon(icon("close", self.palette().color(QPalette.ColorRole.WindowText)))

    def _read_anew(self) -> None:
        if self.notice.kind is NoticeKind.INFORMATION:
            self.timer.start()

    @Slot()
    def _on_time(self) -> None:
        if self.underMouse() or self.has_focus or not self.isActiveWindow():
            self.timer.start()
        else:
            self.outlived.emit()


class Toasts(QWidget):
    """The newest three messages, and how many more there are."""

    remedy_asked = Signal(object)
    """Notice whose remedy was chosen; if the second was chosen, it is now first"""
    dismissed = Signal(object)
    """Notice that the user dismissed"""
    focus_left = Signal()
    """The last message had the focus, and nothing had it before"""

    def __init__(self, ground: QWidget, parent: QWidget) -> None:
        """No messages.

        Args:
            ground: the widget under the messages.
            parent: a widget around it.
        """
        super().__init__(parent)
        self._ground, self._around = ground, parent
        self._toasts: list[Toast] = []
        self._focused_before: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(_SPACE)
        self._foot = QFrame()
        self._foot.setObjectName("toast")
        self.more_label = QLabel()
        self.dismiss_all_button = QPushButton(self.tr("Dismiss all"))
        self.dismiss_all_button.setAutoDefault(False)
        self.dismiss_all_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.dismiss_all_button.clicked.connect(self.dismiss_all)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(10, 4, 10, 4)
        foot.addWidget(self.more_label, 1)
        foot.addWidget(self.dismiss_all_button)
        self._layout.addWidget(self._foot)
        self._show_toasts()
        ground.installEventFilter(self)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The texts of the messages, the newest first."""
        return tuple(toast.notice.sentence for toast in self._toasts)

    @property
    def lines(self) -> tuple[Toast, ...]:
        """The messages, the newest first."""
        return tuple(self._toasts)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:  # noqa: D102
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._place()
        return done

    def show_notice(self, notice: Notice) -> None:
        """Add a message and announce it to screen readers.

        An information replaces an older one that offers the same.
        """
        for toast in tuple(self._toasts):
            if toast.notice.sentence == notice.sentence or _is_old_news(toast.notice, notice):
                self._remove(toast)
        toast = Toast(notice, self._remedy_text(notice.remedy), self._remedy_text(notice.also))
        toast.dismissed.connect(partial(self._dismiss, toast))
        toast.outlived.connect(partial(self._on_outlived, toast))
        toast.remedy_asked.connect(partial(self.remedy_asked.emit, notice))
        toast.also_asked.connect(partial(self.remedy_asked.emit, replace(notice, remedy=notice.also)))
        self._toasts.insert(0, toast)
        # On top, so that the others stay where they are.
        self._layout.insertWidget(0, toast)
        self._drop_too_many()
        self._show_toasts()
        self._announce(notice)

    def take_focus(self) -> None:
        """Move the focus to the newest message, or back from the messages."""
        if any(toast.has_focus for toast in self._toasts):
            self._give_focus_back()
        elif self._toasts:
            self._focused_before = self.window().focusWidget()
            self._toasts[0].buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def dismiss_all(self) -> None:
        """Remove all messages."""
        for toast in tuple(self._toasts):
            self._dismiss(toast)

    def remove(self, notice: Notice) -> None:
        """Remove a message that has been handled."""
        self._remove_all([toast for toast in self._toasts if toast.notice.sentence == notice.sentence])

    def remove_offers(self, remedy: Remedy) -> None:
        """Remove messages whose remedy is not possible any more."""
        self._remove_all([toast for toast in self._toasts if toast.notice.remedy is remedy])

    def _remove_all(self, gone: list[Toast]) -> None:
        for toast in gone:
            self._remove(toast)
        self._show_toasts()

    def _place(self) -> None:
        """Cover the bottom of the ground, centred, with the necessary height."""
        around = self._around.rect()
        ground = QRect(self._ground.mapTo(self._around, QPoint()), self._ground.size())
        wanted = self.fontMetrics().averageCharWidth() * _LETTERS
        width = min(wanted, around.width() - 2 * _MARGIN)
        height = self._layout.totalHeightForWidth(width)
        needed = height if height > 0 else self._layout.totalSizeHint().height()
        bottom = ground.bottom() + 1 - _MARGIN
        room = QRect(0, max(ground.top(), bottom - needed), width, min(needed, bottom - ground.top()))
        room.moveLeft(ground.center().x() - width // 2)
        # A narrow picture is not as wide as a message.
        room.moveLeft(max(_MARGIN, min(room.left(), around.width() - _MARGIN - width)))
        self.setGeometry(room)
        self.raise_()

    def _announce(self, notice: Notice) -> None:
        said = QAccessibleAnnouncementEvent(self, notice.sentence)
        if notice.kind is NoticeKind.ERROR:
            said.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(said)

    def _drop_too_many(self) -> None:
        """Drop the oldest information first, then the oldest of all."""
        information = [each for each in self._toasts[1:] if each.notice.kind is NoticeKind.INFORMATION]
        while len(self._toasts) > _MOST_SHOWN and information:
            self._remove(information.pop())
        for old in self._toasts[_MOST:]:
            self._remove(old)

    def _dismiss(self, toast: Toast) -> None:
        self._remove(toast)
        self._show_toasts()
        self.dismissed.emit(toast.notice)

    def _on_outlived(self, toast: Toast) -> None:
        self._remove(toast)
        self._show_toasts()

    def _remove(self, toast: Toast) -> None:
        if toast not in self._toasts:
            return
        had_focus = toast.has_focus
        self._toasts.remove(toast)
        self._layout.removeWidget(toast)
        toast.timer.stop()
        if had_focus:
            self._pass_focus_on()
        toast.hide()
        toast.deleteLater()

    def _pass_focus_on(self) -> None:
        """Give the focus to the next message, or back; Qt would give it to any control."""
        if self._toasts:
            self._toasts[0].show()
            self._toasts[0].dismiss_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._give_focus_back()

    def _give_focus_back(self) -> None:
        before, self._focused_before = self._focused_before, None
        if before is not None and before.isVisible() and before.isEnabled():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_left.emit()

    def _show_toasts(self) -> None:
        for number, toast in enumerate(self._toasts):
            toast.setVisible(number < _MOST_SHOWN)
        others = len(self._toasts) - _MOST_SHOWN
        self._foot.setVisible(others > 0)
        self.more_label.setText(filled(self.tr("%1 more"), max(0, others)))
        self.setVisible(bool(self._toasts))
        self._place()

    def _remedy_text(self, remedy: Remedy) -> str:
        return {
            Remedy.NONE: "",
            Remedy.UNDO: self.tr("Undo"),
            Remedy.RESTORE_PRESET: self.tr("Undo"),
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


def _is_old_news(old: Notice, new: Notice) -> bool:
    """Whether both are information and offer the same."""
    if not NoticeKind.INFORMATION is old.kind is new.kind:
        return False
    return (old.remedy, old.also) == (new.remedy, new.also)
