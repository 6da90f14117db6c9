"""The first step of fine-tuning: which photos."""

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

from lowexp_gui.app.finetuning.pair_finding import PairFinding
from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.ui.photos.drop_area import DropArea


class PhotosPage(QWidget):
    """Areas for dark and good photos, for brackets, or for clean photos and noisy shots.

    Attributes:
        two_folders, brackets, no_pairs: the kind of photos.
        dark, bright, mixed, clean, shots: the areas.
        find_button: starts the search; cancel_button: stops it.
    """

    told = Signal(str)
    """A message; may be empty"""

    def __init__(self, pairs: PairFinding, parent: QWidget | None = None) -> None:
        """Empty areas."""
        super().__init__(parent)
        self._pairs = pairs
        self.two_folders = QRadioButton(
            self.tr("&Two sets: dark photos, and well-exposed photos of the same scenes")
        )
        self.brackets = QRadioButton(self.tr("&Exposure brackets in one folder"))
        self.no_pairs = QRadioButton(
            self.tr("&No pairs: clean photos, and shots that show your camera's noise")
        )
        self.two_folders.setChecked(True)
        self.dark = DropArea(self.tr("Dark photos"), self.tr("Drop photos or a folder here"))
        self.bright = DropArea(
            self.tr("Well-exposed photos"),
            self.tr("Drop photos of the same scenes, well exposed, or a folder here"),
        )
        self.mixed = DropArea(
            self.tr("Brackets"), self.tr("Drop a folder that has each scene in several exposures")
        )
        self.clean = DropArea(
            self.tr("Clean photos"), self.tr("Drop well-exposed photos at low ISO, or a folder here")
        )
        self.shots = DropArea(
            self.tr("Shots that show the noise"),
            self.tr("Drop two or more shots of one scene here, at the high ISO that you use"),
        )
        self.find_button = QPushButton()
        self.cancel_button = QPushButton(self.tr("&Cancel"))
        self.cancel_button.setAutoDefault(False)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(self.tr("Photos checked"))
        self._areas = QStackedWidget()
        self._arrange()
        self._connect()
        self._show()

    @property
    def _kinds(self) -> tuple[QRadioButton, ...]:
        """In the order of their areas."""
        return self.two_folders, self.brackets, self.no_pairs

    def _arrange(self) -> None:
        advice = QLabel(
            self.tr(
                "A model learns from pairs: the same scene twice from a tripod, once "
                "too dark and once well exposed. 20 pairs are good, 40 are better. "
                "Your photos are not changed and stay on this computer."
            )
        )
        advice.setWordWrap(True)
        for areas in ((self.dark, self.bright), (self.mixed,), (self.clean, self.shots)):
            together = QWidget()
            beside = QHBoxLayout(together)
            beside.setContentsMargins(0, 0, 0, 0)
            for area in areas:
                beside.addWidget(area)
            self._areas.addWidget(together)
        foot = QHBoxLayout()
        foot.addWidget(self.progress, 1)
        foot.addWidget(self.cancel_button)
        foot.addStretch(1)
        foot.addWidget(self.find_button)
        layout = QVBoxLayout(self)
        layout.addWidget(advice)
        layout.addWidget(self.two_folders)
        layout.addWidget(self.brackets)
        layout.addWidget(self.no_pairs)
        layout.addWidget(self._areas, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        for kind in self._kinds:
            kind.toggled.connect(self._show)
        for area in (self.dark, self.bright, self.mixed, self.clean, self.shots):
            area.changed.connect(self._show)
        self.find_button.clicked.connect(self._on_find)
        self.cancel_button.clicked.connect(self._pairs.cancel)
        self._pairs.progressed.connect(self._on_progress)
        self._pairs.found.connect(self._show)
        self._pairs.ended.connect(self._on_ended)

    @Slot()
    def _show(self) -> None:
        """Update the controls for the photos and the current search."""
        busy = self._pairs.is_busy
        kind = next(place for place, each in enumerate(self._kinds) if each.isChecked())
        self._areas.setCurrentIndex(kind)
        given = (
            (self.dark.paths, self.bright.paths),
            (self.mixed.paths,),
            (self.clean.paths, self.shots.paths),
        )
        self.find_button.setText(
            self.tr("Check &photos") if self.no_pairs.isChecked() else self.tr("&Find pairs")
        )
        self.find_button.setEnabled(all(given[kind]) and not busy)
        self.progress.setVisible(busy)
        self.cancel_button.setVisible(busy)

    @Slot()
    def _on_find(self) -> None:
        self.told.emit("")
        self.progress.setRange(0, 0)
        if self.two_folders.isChecked():
            self._pairs.find(self.dark.paths, self.bright.paths)
        elif self.no_pairs.isChecked():
            self._pairs.find_clean(self.clean.paths, self.shots.paths)
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
