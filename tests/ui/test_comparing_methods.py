"""Compared methods and figures in the panes."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QUrl

from lowexp_gui.app.viewing.arrangement import Arrangement
from lowexp_gui.app.viewing.source import COMPARED_METHODS, MethodPicture, Source
from lowexp_gui.evaluation.methods import METHODS


@pytest.fixture
def viewer(person, dark_photo):
    person.window.resize(1400, 860)
    person.open_and_wait(dark_photo)
    return person.window.parts.viewer


def wait_for_methods(person):
    session = person.window.session
    person.wait(lambda: not session.methods.is_busy and session.view.is_settled)


def drop_on(person, pane, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    person.drop_data(data, pane.mapTo(person.window, pane.rect().center()))


def test_every_method_can_be_shown():
    assert {picture.method for picture in COMPARED_METHODS} == set(METHODS) - {"gamma"}


def test_nine_panes_show_methods_and_models_of_one_photo_at_one_zoom(person, viewer):
    person.window.commands.view.arrangements[Arrangement.NINE].trigger()
    wait_for_methods(person)
    person.wait(lambda: all(person.canvas(source).has_picture for source in viewer.shown))
    assert len(viewer.shown_panes) == 9
    for source in (MethodPicture("he"), MethodPicture("svd"), MethodPicture("fusion")):
        assert person.picture(source).mean() > person.picture(Source.BEFORE).mean() + 10
    viewer.transform.zoom_to(4)
    person.wait_for_view()
    assert len({person.found(source).region for source in viewer.shown}) == 1


def test_a_method_is_chosen_in_a_pane_in_place_of_a_model(person, viewer):
    photo = person.window.session.in_view.photo
    person.window.commands.view.sources[MethodPicture("log")].trigger()
    wait_for_methods(person)
    viewer.zoom_to_pixels()
    person.wait(
        lambda: (
            person.found(MethodPicture("log")) is not None and person.found(MethodPicture("log")).level == 0
        )
    )
    person.wait_for_view()
    region = person.found(MethodPicture("log")).region
    expected = np.log1p(photo.values(region) * 255) / np.log(256) * 255
    assert np.abs(person.picture(MethodPicture("log")) - expected).max() < 1


def test_a_method_that_is_not_shown_any_more_is_ended_and_its_pane_was_never_silent(person, viewer):
    methods = person.window.session.methods
    viewer.show_source(MethodPicture("ghp"))
    assert methods.is_busy
    assert viewer.store.message(MethodPicture("ghp")).startswith("Processing")
    viewer.show_source(Source.FINAL)
    person.wait(lambda: not methods.is_busy)
    assert not person.window.session.view.has(MethodPicture("ghp"))


def test_cancelling_says_how_to_go_on(person, viewer):
    session = person.window.session
    viewer.show_source(MethodPicture("ghp"))
    assert person.window.commands.cancel.isEnabled()
    person.window.commands.cancel.trigger()
    person.wait(lambda: not session.methods.is_busy)
    assert viewer.store.message(MethodPicture("ghp")) == "Cancelled. Choose it again to run it."
    viewer.show_source(Source.FINAL)
    viewer.show_source(MethodPicture("ghp"))
    assert session.methods.is_busy


def test_a_reference_dropped_on_its_pane_gives_figures(person, viewer, tmp_path):
    levels = person.window.session.in_view.photo.pixels
    bright = tmp_path / "bright.png"
    Image.fromarray((levels.astype(float) * 3).clip(0, 255).astype(np.uint8)).save(bright)
    pane = viewer.shown_panes[1]
    viewer.set_layout(viewer.layout_now.showing(1, Source.REFERENCE))
    assert "Drop a photo" in viewer.store.message(Source.REFERENCE)
    drop_on(person, pane, bright)
    figures = person.window.session.figures
    person.wait(lambda: person.window.session.view.has(Source.REFERENCE))
    person.wait(lambda: {"psnr", "brisque"} <= set(figures.of(Source.FINAL)))
    person.wait(lambda: "brisque" in figures.of(Source.REFERENCE))
    assert len(person.open_photos) == 1
    assert pane.figures.isVisible()
    assert "PSNR\u00a0∞\u00a0dB" in pane.figures.text()
    assert "SSIM" in viewer.shown_panes[0].figures.text()
    # 160 pixels are too few for NIQE.
    assert "NIQE" not in pane.figures.text()
    before = figures.of(Source.FINAL)["psnr"]
    person.window.parts.adjustments.sliders["brightness"].setValue(60)
    person.wait(lambda: figures.of(Source.FINAL).get("psnr", before) != before)


def test_a_photo_dropped_on_another_pane_is_opened(person, viewer, dark_photo, tmp_path):
    second = tmp_path / "second.png"
    with Image.open(dark_photo) as photo:
        photo.save(second)
    drop_on(person, viewer.shown_panes[0], second)
    person.wait_for_photos(2)


def test_figures_can_be_had_without_a_reference(person, viewer):
    figures = person.window.session.figures
    assert not viewer.shown_panes[0].figures.isVisible()
    person.window.commands.view.figures.trigger()
    person.wait(lambda: "brisque" in figures.of(Source.BEFORE))
    assert viewer.shown_panes[0].figures.text().startswith("BRISQUE")
    person.window.commands.view.figures.trigger()
    assert not viewer.shown_panes[0].figures.isVisible()
