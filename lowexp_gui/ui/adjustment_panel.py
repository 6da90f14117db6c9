"""The panel with everything that changes a result without running the model."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGroupBox, QVBoxLayout, QWidget

from lowexp_gui.enhancing.adjustments import ADJUSTMENTS, Adjustments
from lowexp_gui.ui.adjustment_slider import AdjustmentSlider
from lowexp_gui.ui.adjustment_words import adjustment_words


class AdjustmentPanel(QGroupBox):
    """A slider for each adjustment, in the order in which they apply.

    Attributes:
        sliders: by the adjustment's name.
    """

    changed = Signal(object)
    """Adjustments"""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A panel with neutral adjustments."""
        super().__init__(parent)
        self.setTitle(self.tr("Adjust"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(4)
        self.sliders: dict[str, AdjustmentSlider] = {}
        words = adjustment_words()
        for name, about in ADJUSTMENTS.items():
            slider = AdjustmentSlider(about, *words[name])
            slider.changed.connect(self._on_changed)
            layout.addWidget(slider)
            self.sliders[name] = slider

    @property
    def adjustments(self) -> Adjustments:
        """What is chosen."""
        return Adjustments(**{name: slider.percent / 100 for name, slider in self.sliders.items()})

    def reset(self) -> None:
        """Everything back to what the model found."""
        for slider in self.sliders.values():
            slider.reset()

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit(self.adjustments)
