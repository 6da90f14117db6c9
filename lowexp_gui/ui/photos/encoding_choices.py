"""The choices about files that few people need, folded away until they are asked for."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QToolButton, QVBoxLayout, QWidget

from lowexp_gui.photo.encoding import USUAL, Compression, Encoding, Subsampling
from lowexp_gui.photo.output_profiles import OutputProfile
from lowexp_gui.photo.photograph import PhotoFormat

# In the order of the boxes. Not their items' data, which Qt gives back as plain text.
_DEPTHS = (None, 8, 16)
_PROFILES = (OutputProfile.AS_INPUT, OutputProfile.SRGB, OutputProfile.DISPLAY_P3)
_SUBSAMPLINGS = (Subsampling.FULL, Subsampling.HALF, Subsampling.QUARTER)
_COMPRESSIONS = (Compression.DEFLATE, Compression.LZW, Compression.NONE)


class EncodingChoices(QWidget):
    """Depth, colours, resolution of colours, compression and positions."""

    changed = Signal()

    def __init__(self, encoding: Encoding, parent: QWidget | None = None) -> None:
        """The choices of last time; unfolded if one of them is not as usual."""
        super().__init__(parent)
        self.fold = QToolButton()
        self.fold.setText(self.tr("More about files"))
        self.fold.setCheckable(True)
        self.fold.setAutoRaise(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.bits = _box(self.tr("Depth"), [self.tr("As the photo"), self.tr("8 bit"), self.tr("16 bit")])
        self.bits.setToolTip(self.tr("Of PNG, TIFF and JPEG XL; other formats have 8 bit"))
        self.profile = _box(self.tr("Colours"), [self.tr("As the photo"), "sRGB", "Display P3"])
        self.profile.setToolTip(self.tr("The colour profile of saved files"))
        self.subsampling = _box(
            self.tr("Colour detail"),
            [self.tr("Full (4:4:4)"), self.tr("Half (4:2:2)"), self.tr("Quarter (4:2:0)")],
        )
        self.subsampling.setToolTip(self.tr("Of JPEG and AVIF; less makes smaller files"))
        self.compression = _box(self.tr("Compression"), ["Deflate", "LZW", self.tr("None")])
        self.compression.setToolTip(self.tr("Of TIFF, always without loss"))
        self.positions = QCheckBox(self.tr("Keep positions (GPS)"))
        self.positions.setToolTip(self.tr("Where the photo was taken, if it says so"))
        self._show(encoding)
        self._arrange()
        self.fold.setChecked(encoding != Encoding(encoding.quality))
        self._on_folded(self.fold.isChecked())
        self.fold.toggled.connect(self._on_folded)
        for box in (self.bits, self.profile, self.subsampling, self.compression):
            box.currentIndexChanged.connect(self.changed)
        self.positions.toggled.connect(self.changed)

    def encoding(self, quality: int) -> Encoding:
        """What is chosen.

        Args:
            quality: which is chosen elsewhere.
        """
        return Encoding(
            quality,
            _DEPTHS[self.bits.currentIndex()],
            _SUBSAMPLINGS[self.subsampling.currentIndex()],
            _COMPRESSIONS[self.compression.currentIndex()],
            _PROFILES[self.profile.currentIndex()],
            self.positions.isChecked(),
        )

    def fit(self, photo_format: PhotoFormat | None) -> None:
        """Offer what a format has; None for that of each photo."""
        for box, option in (
            (self.bits, "bit_depth"),
            (self.subsampling, "subsampling"),
            (self.compression, "compression"),
            (self.profile, "profile"),
        ):
            box.setEnabled(photo_format is None or photo_format.about.heeds(option))

    def _show(self, encoding: Encoding) -> None:
        depth = encoding.bit_depth if encoding.bit_depth in _DEPTHS else USUAL.bit_depth
        self.bits.setCurrentIndex(_DEPTHS.index(depth))
        self.profile.setCurrentIndex(_PROFILES.index(encoding.profile))
        self.subsampling.setCurrentIndex(_SUBSAMPLINGS.index(encoding.subsampling))
        self.compression.setCurrentIndex(_COMPRESSIONS.index(encoding.compression))
        self.positions.setChecked(encoding.keep_position)

    def _arrange(self) -> None:
        self._inside = QWidget()
        form = QFormLayout(self._inside)
        form.setContentsMargins(0, 0, 0, 0)
        for box in (self.bits, self.profile, self.subsampling, self.compression):
            form.addRow(box.accessibleName(), box)
        form.addRow(self.positions)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.fold, alignment=Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self._inside)

    @Slot(bool)
    def _on_folded(self, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        self.fold.setArrowType(Qt.ArrowType.DownArrow if is_open else self._sideways())

    def _sideways(self) -> Qt.ArrowType:
        leftwards = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return Qt.ArrowType.LeftArrow if leftwards else Qt.ArrowType.RightArrow


def _box(name: str, items: list[str]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.addItems(items)
    return box
