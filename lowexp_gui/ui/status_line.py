"""The status line: progress, and facts about the current photo."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from lowexp_gui.app.threads.activity import Activity
from lowexp_gui.ui.labels import activity_text

_STEPS = 1000


class StatusLine(QWidget):
    """Progress with a cancel button on the left, and the photo's facts on the right."""

    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty line."""
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, _STEPS)
        self.progress.setFixedWidth(self.fontMetrics().averageCharWidth() * 28)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.activity_label = QLabel()
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.setToolTip(self.tr("Stop processing (Esc)"))
        self.cancel_button.clicked.connect(self.cancel_asked)
        self.hint_label = QLabel()
        self.hint_label.hide()
        self.photo_label = QLabel()
        self.photo_label.setObjectName("quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.setSpacing(10)
        layout.addWidget(self.activity_label)
        layout.addWidget(self.progress)
        layout.addWidget(self.cancel_button)
        layout.addWidget(self.hint_label)
        layout.addStretch(1)
        layout.addWidget(self.photo_label)
        self.setMinimumHeight(self.cancel_button.sizeHint().height() + 8)
        self.show_activity(None)

    def show_activity(self, activity: Activity | None) -> None:
        """Show progress; None for none."""
        self.progress.setVisible(activity is not None)
        self.cancel_button.setVisible(activity is not None)
        self.activity_label.setText("" if activity is None else activity_text(activity))
        self.progress.setValue(0 if activity is None else round(_STEPS * activity.fraction))

    def show_hint(self, text: str) -> None:
        """Show what a click does now; empty for nothing special."""
        self.hint_label.setText(text)
        self.hint_label.setVisible(bool(text))

    def show_photo(self, text: str) -> None:
        """Show the facts about the current photo."""
        self.photo_label.setText(text)
