"""The empty window, and what is shown with the first photo alone."""

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle

from lowexp_gui.app.viewing.pictures import pixels_of
from lowexp_gui.config.window_state import WindowState, load_window_state, save_window_state
from lowexp_gui.ui.first_hints import Hint
from lowexp_gui.ui.first_steps import Step


def steps():
    return set(load_window_state().first_steps)


def wait_for_steps(person, *wanted):
    person.wait(lambda: steps() >= set(wanted))


def test_recent_photos_are_a_click_away(make_person, dark_photos, tmp_path, qtbot):
    folder = dark_photos[0].parent
    save_window_state(WindowState(recent=(folder, tmp_path / "a & b.jpg")))
    person = make_person()
    first, second = person.window.parts.welcome.recent_buttons
    assert first.text() == folder.name
    assert second.text() == "a && b.jpg"
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    person.wait_for_photos(len(dark_photos))


def test_the_list_of_recent_photos_can_be_cleared(make_person, tmp_path):
    save_window_state(WindowState(recent=(tmp_path,)))
    person = make_person()
    menu = person.window._opening.menu
    menu.actions()[-1].trigger()
    assert person.window.parts.welcome.recent_buttons == ()


def test_the_first_page_shows_both_sides(person):
    picture = person.window.parts.welcome.picture
    person.wait(lambda: np.ptp(pixels_of(picture.grab().toImage())) > 100)
    pixels = pixels_of(picture.grab().toImage()).astype(float)
    middle = pixels[pixels.shape[0] // 3]
    quarter = len(middle) // 4
    assert middle[-quarter:].mean() > 2 * middle[quarter // 2 : quarter].mean()


@pytest.mark.parametrize("with_photos", [False, True])
def test_dragging_over_the_window_is_seen(person, dark_photo, with_photos):
    if with_photos:
        person.open_and_wait(dark_photo)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(dark_photo))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(300, 300), Qt.DropAction.CopyAction, data, buttons, keys)
    QCoreApplication.sendEvent(person.window, enter)
    highlight = person.window.parts.drop_highlight
    assert highlight.isVisible()
    assert highlight.geometry() == person.window.parts.rect()
    QCoreApplication.sendEvent(person.window, QDragLeaveEvent())
    assert not highlight.isVisible()


def test_no_words_about_licences_while_the_model_is_free(person):
    models = person.window.bar.models
    person.wait(lambda: models.count() > 1)
    assert not any(":" in models.itemText(row) for row in range(models.count()))
    badges = [not models.itemIcon(row).isNull() for row in range(models.count())]
    free = {each.name: each.commercial_use for each in person.window.session.models.models}
    assert badges == [not free[models.itemData(row)] for row in range(models.count())]
    assert not person.sentences


def test_the_wipe_plays_once_and_a_key_ends_it(make_person, dark_photo, qtbot):
    person = make_person()
    first = person.window.first_steps
    person.drop(dark_photo)
    person.wait(lambda: first.wipe.is_playing)
    assert np.ptp(pixels_of(first.wipe.grab().toImage())) > 0
    qtbot.keyClick(person.window, Qt.Key.Key_Shift)
    assert not first.wipe.is_playing
    wait_for_steps(person, Step.WIPE)
    again = make_person()
    again.open_and_wait(dark_photo)
    assert not again.window.first_steps.wipe.is_playing


class Still(QProxyStyle):
    """A system that asks for no animations."""

    def styleHint(self, hint, option=None, widget=None, data=None):  # noqa: N802
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, data)


def test_nothing_moves_where_the_system_asks_so(person, dark_photo):
    wipe = person.window.first_steps.wipe
    style = Still(QApplication.style().name())
    wipe.setStyle(style)
    person.open_and_wait(dark_photo)
    wait_for_steps(person, Step.WIPE)
    assert not wipe.is_playing


def test_each_hint_goes_when_it_is_followed_and_stays_away(make_person, dark_photo, qtbot):
    person = make_person()
    hints = person.window.first_steps.hints
    assert not hints.isVisible()
    person.open_and_wait(dark_photo)
    person.wait(hints.isVisible)
    assert set(hints.labels) == set(Hint)
    qtbot.keyPress(person.viewer, Qt.Key.Key_Space)
    qtbot.keyRelease(person.viewer, Qt.Key.Key_Space)
    assert set(hints.labels) == {Hint.SLIDERS, Hint.SAVE}
    person.window.parts.adjustments.sliders["brightness"].setValue(90)
    person.wait(lambda: set(hints.labels) == {Hint.SAVE})
    wait_for_steps(person, Step.WIPE, Hint.BEFORE, Hint.SLIDERS)
    again = make_person()
    again.open_and_wait(dark_photo)
    assert set(again.window.first_steps.hints.labels) == {Hint.SAVE}


def test_all_hints_can_be_dismissed_for_good(make_person, dark_photo, qtbot):
    person = make_person()
    hints = person.window.first_steps.hints
    person.open_and_wait(dark_photo)
    person.wait(hints.isVisible)
    qtbot.mouseClick(hints.close_button, Qt.MouseButton.LeftButton)
    assert not hints.isVisible()
    wait_for_steps(person, Step.HINTS)
    # Saving the state of the window keeps it.
    person.window.close()
    assert Step.HINTS in steps()
    again = make_person()
    again.open_and_wait(dark_photo)
    assert not again.window.first_steps.hints.isVisible()


def test_the_first_page_does_not_widen_a_small_window(person):
    middle, parts = person.window.parts._middle, person.window.parts
    assert middle.minimumSizeHint().width() <= parts.viewer.minimumWidth()
