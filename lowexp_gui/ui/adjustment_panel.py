"""The panel with everything that changes a result without running the model."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGroupBox, QVBoxLayout, QWidget

from lowexp_gui.enhancing.adjustments import Adjustments
from lowexp_gui.ui.adjustment_slider import AdjustmentSlider


class AdjustmentPanel(QGroupBox):
    """Brightness and denoise."""

    changed = Signal(object)
    """Adjustments"""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A panel with neutral adjustments."""
        super().__init__(parent)
        self.setTitle(self.tr("Adjust"))
        self.brightness = AdjustmentSlider(
            self.tr("Brightness"), self.tr("How much light is added; 0 % keeps the photo as dark as it was")
        )
        self.denoise = AdjustmentSlider(
            self.tr("Denoise"), self.tr("How much noise is taken away; 0 % keeps all of it")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(14)
        for slider in (self.brightness, self.denoise):
            layout.addWidget(slider)
            slider.changed.connect(self._on_changed)

    @property
    def adjustments(self) -> Adjustments:
        """What is chosen."""
        return Adjustments(self.brightness.percent / 100, self.denoise.percent / 100)

    def reset(self) -> None:
        """Everything back to what the model found."""
        self.brightness.reset()
        self.denoise.reset()

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit(self.adjustments)
