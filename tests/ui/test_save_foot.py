"""The foot of the panel: what is written where, and how that is chosen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QScrollArea

from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.app.saving.planned_file import planned_file
from lowexp_gui.app.saving.save_choice import SaveChoice
from lowexp_gui.config.settings import Settings, load_settings, save_settings
from lowexp_gui.photo.encoding import Encoding
from lowexp_gui.photo.formats.photo_format import WRITABLE, PhotoFormat
from lowexp_gui.photo.naming import DEFAULT_TEMPLATE, FIELDS
from lowexp_gui.ui.action_button import ActionButton


@pytest.fixture
def foot(person, dark_photos):
    person.open_and_wait(*dark_photos)
    return person.window.parts.saving


def test_one_line_says_what_is_written_where(foot, person, dark_photos):
    assert foot.line.text() == "JPEG 95 → Lowexp/IMG_1_lowexp.jpg"
    assert str(dark_photos[0].parent / "Lowexp" / "IMG_1_lowexp.jpg") in foot.line.toolTip()
    foot.details.options["quality"].widget.setValue(80)
    assert foot.line.text() == "JPEG 80 → Lowexp/IMG_1_lowexp.jpg"
    foot.details.set_format(PhotoFormat.PNG)
    assert foot.line.text() == "PNG → Lowexp/IMG_1_lowexp.png"
    foot.details.set_format(None)
    person.window.commands.next.trigger()
    person.wait_for_result(1)
    assert foot.line.text() == "PNG → Lowexp/IMG_2_lowexp.png"


@pytest.mark.parametrize("pattern", ["{stem}_bright", "{taken}-{name}", "{model} {n:03}", DEFAULT_TEMPLATE])
@pytest.mark.parametrize("photo_format", [None, PhotoFormat.TIFF])
def test_what_the_line_says_is_what_is_written(foot, person, tmp_path, pattern, photo_format):
    foot.details.pattern.line.setText(pattern)
    foot.details.set_format(photo_format)
    foot.details.set_folder(tmp_path / "results")
    in_view = person.window.session.in_view
    planned = planned_file(in_view.open_photo.path, in_view.photo, foot.choice, in_view.model)
    person.window.commands.save.trigger()
    person.wait_for_state(0, PhotoState.SAVED)
    assert [planned.path] == list((tmp_path / "results").iterdir())


def test_an_invalid_pattern_is_explained_and_not_used(foot, person):
    told = []
    foot.changed.connect(told.append)
    foot.line.click()
    foot.details.pattern.line.setText("{stem}_{unknown}")
    assert foot.details.pattern.problem.isVisible()
    assert "{unknown}" in foot.details.pattern.problem.text()
    assert not told
    assert foot.choice.template == DEFAULT_TEMPLATE
    assert foot.line.text() == "JPEG 95 → Lowexp/IMG_1_lowexp.jpg"
    foot.details.pattern.line.editingFinished.emit()
    assert foot.details.pattern.line.text() == DEFAULT_TEMPLATE
    assert foot.details.pattern.problem.isHidden()


def test_the_pattern_is_kept_and_an_invalid_one_is_not_read(foot, make_window):
    foot.details.pattern.line.setText("{stem}_web")
    assert make_window().parts.saving.choice.template == "{stem}_web"
    save_settings(Settings(template="../{stem}"))
    assert load_settings().template == DEFAULT_TEMPLATE


def test_the_foot_never_scrolls_and_is_whole_in_the_smallest_window(foot, person):
    window = person.window
    window.resize(1024, 700)
    for is_open in (False, True):
        foot.line.setChecked(is_open)
        QApplication.processEvents()
        for button in foot.findChildren(ActionButton):
            assert not button.visibleRegion().isEmpty()
            assert window.rect().contains(button.mapTo(window, button.rect().bottomRight()))
        assert not window.findChild(QScrollArea, "sidePanel").isAncestorOf(foot)
        assert foot.mapTo(window, QPoint(0, foot.height())).y() <= window.height()


def test_the_panel_is_no_wider_than_its_parts_need(foot, person):
    """Buttons without icons, as before the theme is applied, are wider than with them."""
    side = foot.parentWidget()
    assert side.minimumWidth() < 400
    person.window.resize(1400, 800)
    QApplication.processEvents()
    assert side.width() == side.minimumWidth()


def test_only_what_applies_to_the_format_is_shown(foot):
    foot.line.click()
    foot.details.set_format(PhotoFormat.PNG)
    assert not foot.details.options["quality"].widget.isVisible()
    foot.details.set_format(PhotoFormat.JPEG)
    assert foot.details.options["quality"].widget.isVisible()
    assert not foot.details.options["compression"].widget.isVisible()


def test_the_panel_needs_no_scrolling_on_a_full_hd_screen(foot, person):
    bar = person.window.findChild(QScrollArea, "sidePanel").verticalScrollBar()
    for width, height in ((1920, 1080 - 60), (1366, 768)):
        person.window.resize(width, height)
        QApplication.processEvents()
        assert bar.maximum() == 0, (width, height)


@given(
    choice=st.builds(
        SaveChoice,
        st.sampled_from([None, *WRITABLE]),
        st.just(None),
        st.builds(Encoding, quality=st.integers(1, 100), keep_position=st.booleans()),
        st.sampled_from([f"{{{field}}}" for field in FIELDS]),
    )
)
def test_a_choice_that_is_set_is_the_choice(qapp, choice):
    from lowexp_gui.ui.photos.save_details import SaveDetails

    details, told = SaveDetails(SaveChoice()), []
    details.changed.connect(lambda: told.append(details.choice))
    details.set_choice(choice)
    assert details.choice == choice
    assert told == [choice]
