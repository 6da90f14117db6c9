"""Several models and methods side by side in the window."""

import json
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from tile_gate import gated_tiles

from lowexp_gui.app.viewing.arrangement import Arrangement
from lowexp_gui.app.viewing.source import MethodPicture, ModelPicture, Source
from lowexp_gui.library.own_models import ModelDetails, delete_model, keep_model
from lowexp_gui.model.model_library import DEFAULT_MODEL, find_model
from lowexp_gui.paths import config_folder

_ARTICLE, _STUDIO, _MINE = ModelPicture("article"), ModelPicture("studio"), ModelPicture("mine")
_TITLE = "A model with a title as long as titles of models may well be"


@pytest.fixture
def mine(own_settings):
    """A model of a person's own, with a title that is as long as it may be."""
    model = find_model("article")
    return keep_model(replace(model.card, name="mine", title=_TITLE), model.weights.read_bytes())


@pytest.fixture
def comparing(person, dark_photo):
    """Someone who compares in six panes."""
    person.window.resize(1400, 860)
    person.open_and_wait(dark_photo)
    view = person.window.commands.view
    view.arrangements[Arrangement.SIX].trigger()
    wait_for_all(person)
    return person


@pytest.fixture
def enhancing(person, monkeypatch):
    """Tiles that are quickly done, but not before this event is set."""
    yield from gated_tiles(monkeypatch)


def wait_for_all(person):
    session, viewer = person.window.session, person.viewer
    person.wait(lambda: all(person.canvas(source).has_picture for source in viewer.shown))
    person.wait(lambda: not session.activity.is_busy and session.view.is_settled)


def test_three_models_and_two_methods_of_one_photo_at_one_zoom(comparing):
    viewer = comparing.viewer
    assert viewer.shown == (
        Source.BEFORE,
        Source.FINAL,
        _ARTICLE,
        _STUDIO,
        Source.GAMMA,
        MethodPicture("he"),
    )
    titles = [pane.titles[0].text() for pane in viewer.shown_panes]
    assert titles[1:4] == ["Open: final", "Article", "Studio"]
    pictures = [comparing.picture(source) for source in viewer.shown]
    for number, picture in enumerate(pictures):
        assert all(np.abs(picture - other).mean() > 1 for other in pictures[number + 1 :])
    viewer.transform.zoom_to(4)
    comparing.wait_for_view()
    assert len({comparing.found(source).region for source in viewer.shown}) == 1
    shown = comparing.window.session.view.pictures.models
    assert shown["studio"].model == "studio"


def test_compare_fills_the_panes_and_gives_back_those_of_before(person, dark_photo):
    person.open_and_wait(dark_photo)
    view, viewer = person.window.commands.view, person.viewer
    view.arrangements[Arrangement.WIPE].trigger()
    person.qtbot.keyClick(viewer, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert len(viewer.shown_panes) == 9
    assert view.compare.isChecked()
    assert [action.data() for action in view.models_menu.actions() if action.isChecked()] == [
        "article",
        "studio",
    ]
    wait_for_all(person)
    view.compare.trigger()
    assert viewer.layout_now.arrangement is Arrangement.WIPE
    assert not view.compare.isChecked()
    assert viewer.title_of(Source.FINAL) == "Brightened + denoised"


def test_a_grid_that_is_chosen_again_is_filled_anew(comparing):
    viewer, usual = comparing.viewer, comparing.viewer.shown
    comparing.window.commands.view.sources[Source.BEFORE].trigger()
    assert viewer.shown != usual
    comparing.window.commands.view.arrangements[Arrangement.SIX].trigger()
    assert viewer.shown == usual


def test_a_model_is_chosen_by_its_title_in_a_pane_s_heading(mine, person, dark_photo):
    person.open_and_wait(dark_photo)
    pane = person.viewer.shown_panes[0]
    title, narrow = pane.titles[0], pane.minimumSizeHint().width()
    title.menu().aboutToShow.emit()
    next(each for each in title.menu().actions() if each.text() == _TITLE).trigger()
    assert person.viewer.shown[0] == _MINE
    assert title.text() == _TITLE
    assert pane.minimumSizeHint().width() == narrow
    assert title.toolTip().startswith(_TITLE)
    person.wait(lambda: person.canvas(_MINE).has_picture)


def test_the_key_goes_through_all_models_that_are_not_in_use(person, dark_photo):
    person.open_and_wait(dark_photo)
    shown = []
    for _ in range(3):
        person.qtbot.keyClick(person.viewer, Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
        shown.append(person.viewer.active_source)
    assert shown == [_ARTICLE, _STUDIO, _ARTICLE]
    person.wait(lambda: person.canvas(_ARTICLE).has_picture)


def test_adjustments_change_every_model_s_picture(comparing):
    sources = (Source.FINAL, _ARTICLE, _STUDIO)
    before = {source: comparing.picture(source).mean() for source in sources}
    gamma = comparing.picture(Source.GAMMA).mean()
    comparing.window.parts.adjustments.sliders["brightness"].setValue(40)
    comparing.wait_for_view()
    assert all(comparing.picture(source).mean() < before[source] - 5 for source in sources)
    assert comparing.picture(Source.GAMMA).mean() == gamma


def test_every_model_has_its_figures_beside_the_reference_which_takes_the_last_pane(comparing, tmp_path):
    session, viewer = comparing.window.session, comparing.viewer
    bright = tmp_path / "bright.png"
    levels = session.in_view.photo.pixels.astype(float) * 3
    Image.fromarray(levels.clip(0, 255).astype(np.uint8)).save(bright)
    comparing.window._viewing.open_reference(bright)
    assert viewer.shown[-1] is Source.REFERENCE
    comparing.wait(lambda: session.view.has(Source.REFERENCE))
    figures = session.figures
    comparing.wait(lambda: all("brisque" in figures.of(source) for source in viewer.shown))
    found = {figures.of(source)["psnr"] for source in (Source.FINAL, _ARTICLE, _STUDIO)}
    assert len(found) == 3
    for source in (_ARTICLE, _STUDIO):
        pane = viewer.shown_panes[viewer.shown.index(source)]
        assert f"PSNR\u00a0{figures.of(source)['psnr']:.2f}\u00a0dB" in pane.figures.text()


def test_a_shown_model_that_is_deleted_makes_room_for_what_is_next(mine, comparing):
    session, viewer = comparing.window.session, comparing.viewer
    assert viewer.shown[2:5] == (_ARTICLE, _STUDIO, _MINE)
    kept = session.view.pictures.models["studio"]
    delete_model("mine")
    session.models.refresh()
    comparing.wait(lambda: viewer.shown[2:] == (_ARTICLE, _STUDIO, Source.GAMMA, MethodPicture("he")))
    wait_for_all(comparing)
    assert session.view.pictures.models["studio"] is kept
    assert _TITLE not in viewer.panes[0].titles[0].entries
    assert not any("There is no model" in sentence for sentence in comparing.sentences)


def test_a_model_that_is_renamed_stays_in_its_pane_under_its_new_name(mine, comparing):
    viewer, session = comparing.viewer, comparing.window.session
    viewer.set_layout(viewer.layout_now.showing(5, _MINE))
    wait_for_all(comparing)
    session.models.change_details("mine", ModelDetails("yours", "Yours", "Words"))
    yours = ModelPicture("yours")
    comparing.wait(lambda: viewer.shown[5] == yours)
    wait_for_all(comparing)
    assert viewer.shown_panes[5].titles[0].text() == "Yours"
    assert not any("There is no model" in sentence for sentence in comparing.sentences)


def test_a_new_model_comes_into_the_grid(comparing, mine):
    session, viewer = comparing.window.session, comparing.viewer
    session.models.refresh()
    comparing.wait(lambda: _MINE in viewer.shown)
    wait_for_all(comparing)


def test_another_model_in_use_changes_places(comparing):
    session, viewer = comparing.window.session, comparing.viewer
    session.editing.use_model("studio")
    assert viewer.shown[1:4] == (Source.FINAL, ModelPicture(DEFAULT_MODEL), _ARTICLE)
    assert viewer.title_of(Source.FINAL) == "Studio: final"
    wait_for_all(comparing)


def test_another_photo_while_models_are_at_work(person, enhancing, dark_photos):
    session, viewer = person.window.session, person.viewer
    person.window.commands.view.compare.trigger()
    enhancing.set()
    person.drop(*dark_photos)
    person.wait_for_result()
    enhancing.clear()
    person.wait(lambda: session._work.running is not None)
    running = session._work.running.model
    words = viewer.store.message(ModelPicture(running))
    assert words.endswith("is running…")
    person.window.commands.next.trigger()
    enhancing.set()
    wait_for_all(person)
    assert all(result.photo is session.in_view.photo for result in session.view.pictures.models.values())
    assert session.view.pictures.key == session.open_photos.at(1).key


def test_what_is_not_shown_any_more_is_not_worked_on(person, enhancing, dark_photo):
    session = person.window.session
    enhancing.set()
    person.open_and_wait(dark_photo)
    enhancing.clear()
    person.window.commands.view.compare.trigger()
    person.wait(lambda: session._work.running is not None)
    person.window.commands.view.compare.trigger()
    assert not session._work.running
    person.wait(lambda: not session.activity.is_busy)


def test_the_next_window_compares_what_this_one_did(person, make_person, dark_photo):
    view = person.window.commands.view
    view.arrangements[Arrangement.TWO].trigger()
    view.compare.trigger()
    layout = person.viewer.layout_now.showing(7, _STUDIO).showing(8, MethodPicture("lssc"))
    person.viewer.set_layout(layout)
    person.window.close()
    again = make_person()
    assert again.viewer.shown == layout.sources
    again.window.commands.view.compare.trigger()
    assert again.viewer.layout_now.arrangement is Arrangement.TWO


def test_a_window_s_file_of_an_earlier_version_is_read_on(own_settings, make_person):
    config_folder().mkdir(parents=True, exist_ok=True)
    state = {"schema": 1, "arrangement": "six", "navigator": False}
    (config_folder() / "window.json").write_text(json.dumps(state))
    person = make_person()
    assert person.viewer.layout_now.arrangement is Arrangement.SIX
    assert not person.window.commands.view.navigator.isChecked()
    assert person.window.commands.view.compare.isChecked()


def test_panes_of_a_file_that_make_no_sense_show_what_is_usual(own_settings, make_person):
    config_folder().mkdir(parents=True, exist_ok=True)
    panes = {"nine": ["model:gone", "nonsense", *[""] * 7], "two": ["before"], "wipe": 5}
    state = {"schema": 2, "arrangement": "nine", "grid": "two", "before": "nine", "panes": panes}
    (config_folder() / "window.json").write_text(json.dumps(state))
    person = make_person()
    assert person.viewer.shown[:3] == (Source.BEFORE, Source.FINAL, _ARTICLE)
    person.window.commands.view.compare.trigger()
    assert person.viewer.layout_now.arrangement is Arrangement.LARGE
    person.window.commands.view.arrangements[Arrangement.TWO].trigger()
    assert person.viewer.shown == (Source.BEFORE, Source.FINAL)
