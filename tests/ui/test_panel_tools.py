"""Presets, the remembered state and the history, from the panel."""

import pytest
from PySide6.QtCore import Qt

from lowexp_gui.app.viewing.source import Source
from lowexp_gui.config.export_presets import EXPORT_PRESETS, ExportPreset
from lowexp_gui.config.presets import ADJUSTMENT_PRESETS
from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments
from lowexp_gui.photo.encoding import Encoding
from lowexp_gui.photo.formats.photo_format import PhotoFormat


@pytest.fixture
def photos(person, dark_photos):
    person.open_and_wait(*dark_photos)
    return person


@pytest.fixture
def panel(photos):
    return photos.window.parts.adjustments


def _action(menu, text):
    return next(each for each in menu.actions() if each.text() == text)


def _step(panel, name, percent):
    """Move a slider in a step of its own."""
    panel.sliders[name].setValue(percent)
    panel.gesture_ended.emit()


def test_a_deleted_preset_comes_back(photos, panel):
    ADJUSTMENT_PRESETS.keep("Night & day", Adjustments(contrast=1.3))
    panel.presets.fill_menu()
    assert _action(panel.presets.menu, "Night && day")
    _action(panel.presets.menu, "&Delete").menu().actions()[0].trigger()
    assert ADJUSTMENT_PRESETS.kept() == {}
    toast = photos.window.parts.messages.lines[0]
    assert "Night & day" in toast.notice.sentence
    toast.remedy_button.click()
    assert ADJUSTMENT_PRESETS.kept() == {"Night & day": Adjustments(contrast=1.3)}
    assert not photos.sentences


def test_the_preset_under_the_pointer_is_shown_and_changes_nothing(photos, panel):
    before = photos.picture(Source.FINAL)
    panel.presets.fill_menu()
    panel.presets.menu.hovered.emit(_action(panel.presets.menu, "Black and white"))
    photos.wait_for_view()
    grey = photos.picture(Source.FINAL)
    assert abs(grey[..., 0] - grey[..., 2]).max() <= 1
    assert photos.window.session.in_view.adjustments == NEUTRAL
    panel.presets.menu.aboutToHide.emit()
    photos.wait_for_view()
    assert abs(photos.picture(Source.FINAL) - before).max() == 0
    assert not photos.window.commands.undo.isEnabled()


def test_the_menu_marks_the_preset_in_use(panel):
    panel.presets.fill_menu()
    checked = [each.text() for each in panel.presets.menu.actions() if each.isChecked()]
    assert checked == ["Automatic"]


def test_a_built_in_name_cannot_be_used_and_escape_ends_the_question(photos, panel):
    photos.window.commands.save_preset.trigger()
    for name, may in (("automatic", False), (" ", False), ("Automatic 2", True)):
        panel.presets.line.clear()
        photos.qtbot.keyClicks(panel.presets.line, name)
        assert panel.presets.keep_button.isEnabled() is may
    photos.qtbot.keyClick(panel.presets.line, Qt.Key.Key_Escape)
    assert not panel.presets.line.isVisible()
    assert ADJUSTMENT_PRESETS.kept() == {}


def test_export_presets_are_saved_and_chosen(photos, make_window, tmp_path):
    details = photos.window.parts.saving.details
    photos.window.parts.saving.line.click()
    details.set_format(PhotoFormat.WEBP)
    details.options["quality"].widget.setValue(70)
    details.set_folder(tmp_path)
    details.presets.ask_for_name()
    photos.qtbot.keyClicks(details.presets.line, "Web")
    photos.qtbot.keyClick(details.presets.line, Qt.Key.Key_Return)
    web = ExportPreset(PhotoFormat.WEBP, tmp_path, Encoding(quality=70))
    assert EXPORT_PRESETS.kept() == {"Web": web}
    other = make_window()
    other.parts.saving.details.set_format(PhotoFormat.TIFF)
    other.parts.saving.details.set_folder(None)
    other.parts.saving.details.presets.fill_menu()
    _action(other.parts.saving.details.presets.menu, "Web").trigger()
    assert other.session.exports.choice == other.parts.saving.choice
    assert (other.session.exports.choice.format, other.session.exports.choice.folder) == (
        PhotoFormat.WEBP,
        tmp_path,
    )


def test_automatic_is_one_click(photos, panel):
    _step(panel, "contrast", 130)
    photos.window.commands.reset.trigger()
    assert photos.window.session.in_view.adjustments == NEUTRAL


def test_the_present_and_the_remembered_state_alternate(photos, panel):
    commands, session = photos.window.commands, photos.window.session
    assert not commands.switch_state.isEnabled()
    _step(panel, "contrast", 130)
    commands.remember.trigger()
    assert commands.switch_state.isEnabled()
    assert commands.switch_state.isChecked()
    _step(panel, "contrast", 80)
    _step(panel, "tint", 20)
    present = session.in_view.adjustments
    assert not commands.switch_state.isChecked()
    for wanted in (Adjustments(contrast=1.3), present, Adjustments(contrast=1.3), present):
        photos.qtbot.keyClick(photos.window, Qt.Key.Key_Y)
        assert session.in_view.adjustments == wanted
        assert commands.switch_state.isChecked() is (wanted != present)
    commands.undo.trigger()
    # Going there and back leaves no step.
    assert session.in_view.adjustments == Adjustments(contrast=0.8)
    commands.next.trigger()
    assert not commands.switch_state.isEnabled()


def test_a_rating_is_no_part_of_the_remembered_state(photos, panel):
    session = photos.window.session
    photos.window.commands.remember.trigger()
    _step(panel, "contrast", 130)
    session.editing.rate([session.in_view.key], 4)
    session.snapshots.switch()
    assert session.in_view.adjustments == NEUTRAL
    assert session.in_view.open_photo.edits.stars == 4


def _texts(photos):
    menu = photos.window._adjusting._history
    menu.fill()
    return [("*" if each.isChecked() else "") + each.text() for each in menu.actions()]


def test_the_history_names_each_step_and_leads_to_it(photos, panel):
    session = photos.window.session
    assert _texts(photos) == ["*Opened"]
    _step(panel, "contrast", 130)
    _step(panel, "tint", -20)
    panel.set_adjustments(Adjustments(saturation=0, contrast=1.15, detail=0.3))
    assert _texts(photos) == ["*Black and white", "Tint -20 %", "Contrast 130 %", "Opened"]
    menu = photos.window._adjusting._history
    for number, adjustments in ((2, {"contrast": 1.3}), (3, {}), (1, {"contrast": 1.3, "tint": -0.2})):
        menu.fill()
        menu.actions()[number].trigger()
        assert session.in_view.adjustments == Adjustments(**adjustments)
        assert _texts(photos)[number].startswith("*")
    assert len(_texts(photos)) == 4
    photos.window.commands.redo.trigger()
    assert session.in_view.adjustments.saturation == 0


def test_steps_of_other_photos_stay_when_one_goes_back(photos, panel):
    session, commands = photos.window.session, photos.window.commands
    _step(panel, "contrast", 130)
    commands.next.trigger()
    _step(panel, "tint", 20)
    commands.previous.trigger()
    photos.window._adjusting._history.fill()
    photos.window._adjusting._history.actions()[-1].trigger()
    assert session.in_view.adjustments == NEUTRAL
    assert photos.open_photos.at(1).adjustments == Adjustments(tint=0.2)
    commands.undo.trigger()
    assert session.in_view.adjustments == Adjustments(contrast=1.3)
