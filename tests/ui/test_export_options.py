"""The boxes for the options of files that are written, as they are declared."""

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox

from lowexp_gui.photo.encoding import EXPORT_OPTIONS, USUAL
from lowexp_gui.photo.formats.photo_format import WRITABLE, formats_with


@pytest.fixture
def controls(person):
    saving = person.window.parts.saving
    return saving.details.options


def _choose_another(widget):
    """Another value than the one that is shown, as a person would choose it."""
    if isinstance(widget, QCheckBox):
        widget.click()
    elif isinstance(widget, QSpinBox):
        widget.stepBy(-1 if widget.value() > widget.minimum() else 1)
    elif isinstance(widget, QComboBox):
        widget.setCurrentIndex((widget.currentIndex() + 1) % widget.count())


def test_every_option_has_a_box_with_a_name_and_a_hint(controls):
    assert set(controls) == set(EXPORT_OPTIONS)
    for name, control in controls.items():
        assert control.value == getattr(USUAL, name)
        assert control.widget.accessibleName()
        assert control.widget.toolTip()
        assert "%1" not in control.widget.toolTip()


@pytest.mark.parametrize("name", EXPORT_OPTIONS)
def test_what_is_chosen_is_told_and_kept(person, make_window, controls, name):
    saving = person.window.parts.saving
    told = []
    saving.changed.connect(told.append)
    _choose_another(controls[name].widget)
    assert getattr(told[-1].encoding, name) == controls[name].value != getattr(USUAL, name)
    kept = make_window().parts.saving.choice
    assert kept == told[-1]


@pytest.mark.parametrize("photo_format", [None, *WRITABLE])
def test_a_format_offers_what_it_heeds(person, controls, photo_format):
    person.window.parts.saving.details.set_format(photo_format)
    for name, control in controls.items():
        heeded = photo_format is None or photo_format in formats_with(name)
        assert control.widget.isEnabled() is heeded
