"""The first step of teaching: which photos."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lowexp_gui.app.pair_finding import PairFinding
from lowexp_gui.app.sentences import filled
from lowexp_gui.ui.drop_area import DropArea


class PhotosPage(QWidget):
    """Areas for dark and for good photos, or one for brackets.

    Attributes:
        two_folders, brackets: which kind of photos there are.
        dark, bright, mixed: the areas.
        find_button: looks for pairs; cancel_button: stops that.
    """

    told = Signal(str)
    """A sentence; empty where there is nothing to say"""

    def __init__(self, pairs: PairFinding, parent: QWidget | None = None) -> None:
        """Empty areas."""
        super().__init__(parent)
        self._pairs = pairs
        self.two_folders = QRadioButton(self.tr("&Two kinds of photos: dark ones, and good ones of the same"))
        self.brackets = QRadioButton(self.tr("&Exposure brackets, all in one folder"))
        self.two_folders.setChecked(True)
        self.dark = DropArea(self.tr("Dark photos"), self.tr("Drop them or their folder here"))
        self.bright = DropArea(
            self.tr("Good photos"), self.tr("Drop the same scenes, well exposed, or their folder here")
        )
        self.mixed = DropArea(
            self.tr("Brackets"), self.tr("Drop a folder in which each scene is there in several exposures")
        )
        self.find_button = QPushButton(self.tr("&Find the pairs"))
        self.cancel_button = QPushButton(self.tr("&Cancel"))
        self.cancel_button.setAutoDefault(False)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(self.tr("Photos looked at"))
        self._areas = QStackedWidget()
        self._arrange()
        self._connect()
        self._show()

    def _arrange(self) -> None:
        advice = QLabel(
            self.tr(
                "A model learns your camera from pairs: the same scene twice from a tripod, once too dark "
                "and once well exposed. 20 pairs are good, 40 are better. Your photos stay as they are, and "
                "on this computer."
            )
        )
        advice.setWordWrap(True)
        both = QWidget()
        beside = QHBoxLayout(both)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.dark)
        beside.addWidget(self.bright)
        self._areas.addWidget(both)
        self._areas.addWidget(self.mixed)
        foot = QHBoxLayout()
        foot.addWidget(self.progress, 1)
        foot.addWidget(self.cancel_button)
        foot.addStretch(1)
        foot.addWidget(self.find_button)
        layout = QVBoxLayout(self)
        layout.addWidget(advice)
        layout.addWidget(self.two_folders)
        layout.addWidget(self.brackets)
        layout.addWidget(self._areas, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.two_folders.toggled.connect(self._show)
        for area in (self.dark, self.bright, self.mixed):
            area.changed.connect(self._show)
        self.find_button.clicked.connect(self._on_find)
        self.cancel_button.clicked.connect(self._pairs.cancel)
        self._pairs.progressed.connect(self._on_progress)
        self._pairs.found.connect(self._show)
        self._pairs.ended.connect(self._on_ended)

    @Slot()
    def _show(self) -> None:
        """Make the controls fit what was given and what is under way."""
        busy = self._pairs.is_busy
        self._areas.setCurrentIndex(0 if self.two_folders.isChecked() else 1)
        enough = self.dark.paths and self.bright.paths if self.two_folders.isChecked() else self.mixed.paths
        self.find_button.setEnabled(bool(enough) and not busy)
        self.progress.setVisible(busy)
        self.cancel_button.setVisible(busy)

    @Slot()
    def _on_find(self) -> None:
        self.told.emit("")
        self.progress.setRange(0, 0)
        if self.two_folders.isChecked():
            self._pairs.find(self.dark.paths, self.bright.paths)
        else:
            self._pairs.find(self.mixed.paths)
        self._show()
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.progress.setFormat(filled(self.tr("%1 of %2"), done, total))

    @Slot(object)
    def _on_ended(self, notice: object) -> None:
        self._show()
        sentence = getattr(notice, "sentence", "")
        self.told.emit(sentence)
