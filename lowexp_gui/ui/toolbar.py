"""The toolbar."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QLabel, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from lowexp_gui.app.enhancing.enhance_worker import DeviceChoice
from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.app.models.model_choice import ModelChoice
from lowexp_gui.ui.actions import Actions
from lowexp_gui.ui.icons import icon
from lowexp_gui.ui.models.model_labels import terms_title

_LONGEST_MODEL = 56
# Seen on dark and on light.
_BADGE = QColor(128, 128, 128)


class Toolbar(QToolBar):
    """Open, paste; model, device, theme."""

    model_chosen = Signal(str)
    device_chosen = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        """A bar without models; the device is “automatic” until the devices are known."""
        super().__init__(parent)
        self.setObjectName("toolbar")
        self.setWindowTitle(self.tr("Toolbar"))
        self.setMovable(False)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.models = self._combo_box(self.tr("Model"))
        # A long title would push other controls out of the bar.
        self.models.setMaximumWidth(self.fontMetrics().averageCharWidth() * _LONGEST_MODEL)
        self.devices = self._combo_box(self.tr("Device"))
        self.theme_button = QToolButton()
        self.theme_button.setText(self.tr("Theme"))
        self.theme_button.setToolTip(self.tr("Light or dark"))
        self.theme_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.theme_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(self.theme_button)
        menu.addActions(list(actions.view.themes.values()))
        self.theme_button.setMenu(menu)
        self.addActions([actions.open, actions.paste])
        self.addSeparator()
        self._add_labelled(self.tr("Model"), self.models)
        self._add_labelled(self.tr("Device"), self.devices)
        self.addAction(actions.run_again)
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)
        self.addWidget(self.theme_button)
        for action in self.actions():
            button = self.widgetForAction(action)
            if isinstance(button, QToolButton):
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.models.activated.connect(self._on_model)
        self.devices.activated.connect(self._on_device)

    def set_models(self, choices: Iterable[ModelChoice], chosen: str) -> None:
        """List models; a chosen one that is missing is marked."""
        self.models.clear()
        for choice in choices:
            self.models.addItem(choice.title, choice.name)
            row = self.models.count() - 1
            self.models.setItemData(row, choice.about, Qt.ItemDataRole.ToolTipRole)
            if not choice.commercial_use:
                self.models.setItemIcon(row, icon("currency-dollar-off", _BADGE))
                self.models.setItemData(row, terms_title(choice), Qt.ItemDataRole.AccessibleTextRole)
        self._choose(self.models, chosen)

    @Slot(str)
    def show_model(self, name: str) -> None:
        """Show which model is in use now."""
        if self.models.currentData() != name:
            self._choose(self.models, name)

    def set_devices(self, choices: Iterable[DeviceChoice], chosen: str) -> None:
        """List devices; a chosen one that is missing is marked."""
        self.devices.clear()
        for choice in choices:
            self.devices.addItem(choice.title, choice.name)
        self._choose(self.devices, chosen)

    def _combo_box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        # A click does not move the focus, so that arrow keys stay with the photo.
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return box

    def _add_labelled(self, text: str, box: QComboBox) -> None:
        label = QLabel(text)
        label.setObjectName("toolbarLabel")
        label.setBuddy(box)
        self.addWidget(label)
        self.addWidget(box)

    def _choose(self, box: QComboBox, name: str) -> None:
        if box.findData(name) < 0:
            box.addItem(filled(self.tr("%1 (not available)"), name), name)
        box.setCurrentIndex(box.findData(name))
        self._explain(box)

    def _explain(self, box: QComboBox) -> None:
        about = box.currentData(Qt.ItemDataRole.ToolTipRole)
        box.setToolTip(str(about or box.currentText()))

    @Slot()
    def _on_model(self) -> None:
        self._explain(self.models)
        self.model_chosen.emit(self.models.currentData())

    @Slot()
    def _on_device(self) -> None:
        self._explain(self.devices)
        self.device_chosen.emit(self.devices.currentData())
