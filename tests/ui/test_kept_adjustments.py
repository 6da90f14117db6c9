"""What was chosen for a photo is there again when it is opened again."""

import shutil
import threading

import pytest
from click.testing import CliRunner

from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.cli import main
from lowexp_gui.config.settings import load_settings
from lowexp_gui.edits import kept_edits
from lowexp_gui.edits.edits_store import StoredEdits, edits_store
from lowexp_gui.edits.kept_edits import PhotoFile, find_edits, keep_edits
from lowexp_gui.edits.photo_edits import EditsPlace, PhotoEdits
from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments
from lowexp_gui.library.own_models import import_model
from lowexp_gui.model.model_library import find_model
from lowexp_gui.photo.content import content_of
from lowexp_gui.photo.sidecar import read_sidecar, sidecar_path
from lowexp_gui.ui.storage_dialog import StorageDialog

NIGHT = Adjustments(brightness=0.6)


def _kept(path):
    return find_edits([PhotoFile(1, path)], EditsPlace.STORE).photos[0].edits


def _keep(path, edits):
    keep_edits([PhotoFile(1, path, content_of(path), edits)], EditsPlace.STORE)


def _adjust(person, percent):
    person.window.parts.adjustments.sliders["brightness"].setValue(percent)
    person.window.session.editing.end_gesture()


def _wait_until_written(person):
    person.wait(lambda: person.window.session.edits.is_written)


def test_they_are_on_disk_soon_after_the_change_not_at_the_end(person, dark_photo):
    person.open_and_wait(dark_photo)
    _adjust(person, 60)
    assert not person.window.session.edits.is_written
    _wait_until_written(person)
    assert _kept(dark_photo) == PhotoEdits(NIGHT, person.window.session.in_view.model)
    person.window.commands.undo.trigger()
    _wait_until_written(person)
    assert _kept(dark_photo) == PhotoEdits()


def test_a_change_just_before_the_window_closes_is_kept(person, dark_photo):
    person.open_and_wait(dark_photo)
    _adjust(person, 60)
    person.window.close()
    assert _kept(dark_photo).adjustments == NIGHT


def test_they_come_back_under_another_name_in_another_window(person, make_person, dark_photos, tmp_path):
    person.open_and_wait(*dark_photos)
    _adjust(person, 60)
    person.window.session.in_view.select_row(2)
    _adjust(person, 150)
    person.window.close()
    moved = [shutil.move(path, tmp_path / f"other {number}") for number, path in enumerate(dark_photos)]
    again = make_person()
    again.open_and_wait(*moved)
    again.wait(lambda: again.window.session.edits.is_settled)
    assert [photo.adjustments.brightness for photo in again.open_photos] == [0.6, 1, 1.5]
    assert again.window.parts.adjustments.sliders["brightness"].value() == 60
    assert again.window.session.view.adjustments == NIGHT
    assert not again.window.commands.undo.isEnabled()
    assert again.window.session.edits.is_written


def test_each_photo_comes_back_with_its_model(person, dark_photos):
    _keep(dark_photos[1], PhotoEdits(NIGHT, "article"))
    session, bar = person.window.session, person.window.bar
    usual = session.in_view.model
    assert usual != "article"
    person.open_and_wait(*dark_photos)
    person.wait(lambda: session.edits.is_settled)
    assert bar.models.currentData() == usual
    person.window.commands.next.trigger()
    assert bar.models.currentData() == "article"
    person.wait_for_result(1)
    assert session.in_view.result.model == "article"
    assert load_settings().model == usual
    person.window.commands.next.trigger()
    assert bar.models.currentData() == usual


def test_a_photo_stays_with_the_model_that_it_was_adjusted_with(person, dark_photos):
    session = person.window.session
    usual = session.in_view.model
    person.open_and_wait(*dark_photos)
    _adjust(person, 60)
    person.window.commands.next.trigger()
    person.window.bar.model_chosen.emit("article")
    assert session.in_view.model == "article"
    person.window.commands.next.trigger()
    assert session.in_view.model == "article"
    session.in_view.select_row(0)
    assert session.in_view.model == usual
    person.window.commands.save_all.trigger()
    person.wait_for_words("Saved 3 photos")
    assert [photo.saved_with.model for photo in person.open_photos] == [usual, "article", "article"]


def test_a_model_that_is_gone_is_told_and_the_kept_choice_stays(person, dark_photo):
    _keep(dark_photo, PhotoEdits(NIGHT, "mine"))
    usual = person.window.session.in_view.model
    person.open_and_wait(dark_photo)
    person.wait_for_words("“mine”", "not in the model library")
    assert (person.window.session.in_view.adjustments, person.window.session.in_view.model) == (NIGHT, usual)
    _wait_until_written(person)
    assert _kept(dark_photo).model == "mine"


def test_a_renamed_model_is_still_that_of_its_photos(person, dark_photo, tmp_path):
    from lowexp_gui.library.own_models import ModelDetails, export_model

    own = import_model(export_model("article", tmp_path / "own.lowexp-model", overwrite=True)).name
    person.window.session.models.refresh()
    person.wait(lambda: person.window.session.models.find(own) is not None)
    person.window.bar.model_chosen.emit(own)
    person.open_and_wait(dark_photo)
    _adjust(person, 60)
    person.window.session.models.change_details(own, ModelDetails("renamed", "Renamed", ""))
    person.wait(lambda: person.window.session.in_view.model == "renamed")
    assert person.open_photos.at(0).edits == PhotoEdits(NIGHT, "renamed")
    _wait_until_written(person)
    assert _kept(dark_photo) == PhotoEdits(NIGHT, "renamed")


def test_who_is_faster_than_the_disk_loses_nothing(person, dark_photos, monkeypatch):
    _keep(dark_photos[0], PhotoEdits(NIGHT, "article"))
    _keep(dark_photos[1], PhotoEdits(Adjustments(contrast=1.2), "article"))
    held = threading.Event()
    found = kept_edits.content_or_nothing

    def slow(path):
        held.wait(60)
        return found(path)

    monkeypatch.setattr(kept_edits, "content_or_nothing", slow)
    session = person.window.session
    person.open_and_wait(*dark_photos)
    person.window.parts.adjustments.sliders["brightness"].setValue(150)
    person.window.commands.adjust_all.trigger()
    person.window.commands.save_all.trigger()
    held.set()
    person.wait(lambda: session.edits.is_settled and session.edits.is_written)
    assert _kept(dark_photos[0]).adjustments == Adjustments(brightness=1.5)
    person.window.commands.undo.trigger()
    assert person.open_photos.at(1).edits == PhotoEdits(Adjustments(contrast=1.2), "article")
    person.window.commands.undo.trigger()
    assert person.open_photos.at(0).edits == PhotoEdits(NIGHT, "article")
    person.wait_for_words("Saved 3 photos")


def test_save_all_waits_until_it_is_known_what_was_kept(person, dark_photos, monkeypatch):
    _keep(
        dark_photos[1], PhotoEdits(Adjustments(brightness=0, denoise=0), person.window.session.in_view.model)
    )
    held = threading.Event()
    found = kept_edits.content_or_nothing

    def slow(path):
        if path != dark_photos[0]:
            held.wait(60)
        return found(path)

    monkeypatch.setattr(kept_edits, "content_or_nothing", slow)
    person.open_and_wait(*dark_photos)
    person.window.commands.save_all.trigger()
    held.set()
    person.wait_for_words("Saved 3 photos")
    assert person.open_photos.at(1).saved_with.adjustments == Adjustments(brightness=0, denoise=0)


def test_all_of_many_photos_are_kept(person, dark_photo):
    copies = [dark_photo.with_name(f"{number}.jpg") for number in range(450)]
    data = dark_photo.read_bytes()
    for number, path in enumerate(copies):
        # After the end of the picture, where a scan's trailer may be.
        path.write_bytes(data + str(number).encode())
    person.drop(*copies)
    person.wait(lambda: len(person.open_photos) == 450 and person.window.session.edits.is_settled)
    _adjust(person, 60)
    person.window.commands.adjust_all.trigger()
    _wait_until_written(person)
    assert {_kept(path).adjustments for path in (copies[0], copies[220], copies[-1])} == {NIGHT}


def test_many_damaged_sidecars_are_one_sentence(person, dark_photo, choose_place):
    choose_place(EditsPlace.SIDECARS)
    copies = [shutil.copy(dark_photo, dark_photo.with_name(f"{number}.jpg")) for number in range(8)]
    for path in copies:
        sidecar_path(path).write_text("<x:xmpmeta")
    person.drop(dark_photo, *copies)
    person.wait_for_words("8 files beside photos")
    assert len(person.sentences) == 1


@pytest.fixture
def choose_place(person, qtbot):
    def choose(place):
        person.window.commands.storage.trigger()
        dialog = person.window.findChild(StorageDialog)
        dialog.places.setCurrentIndex(dialog.places.findData(place))
        dialog.places.activated.emit(dialog.places.currentIndex())
        dialog.close()

    return choose


def test_they_are_kept_beside_the_photo_if_a_person_wants_that(person, make_person, dark_photo, choose_place):
    person.open_and_wait(dark_photo)
    _adjust(person, 60)
    _wait_until_written(person)
    assert not sidecar_path(dark_photo).exists()
    choose_place(EditsPlace.SIDECARS)
    _wait_until_written(person)
    assert read_sidecar(dark_photo).edits.adjustments["brightness"] == 0.6
    assert load_settings().edits is EditsPlace.SIDECARS
    person.window.close()
    edits_store().path.unlink()
    again = make_person()
    again.open_and_wait(dark_photo)
    again.wait(lambda: again.window.session.in_view.adjustments == NIGHT)


def test_nothing_is_kept_or_read_if_a_person_wants_that(person, make_person, dark_photo, choose_place):
    choose_place(EditsPlace.NOWHERE)
    _keep(dark_photo, PhotoEdits(Adjustments(contrast=1.2)))
    person.open_and_wait(dark_photo)
    assert person.window.session.in_view.adjustments == NEUTRAL
    _adjust(person, 60)
    person.window.close()
    assert _kept(dark_photo).adjustments == Adjustments(contrast=1.2)
    again = make_person()
    again.open_and_wait(dark_photo)
    assert again.window.session.in_view.adjustments == NEUTRAL


def test_a_damaged_store_is_told_once_and_a_new_one_begins(person, dark_photos):
    path = edits_store().path
    path.parent.mkdir(parents=True)
    path.write_bytes(b"damaged" * 1000)
    person.open_and_wait(*dark_photos)
    person.wait_for_words("photos.edits.damaged-1")
    _adjust(person, 60)
    _wait_until_written(person)
    assert _kept(dark_photos[0]).adjustments == NIGHT
    assert len(person.sentences) == 1


def test_where_nothing_can_be_kept_it_is_said_once_and_the_choice_holds(person, dark_photo):
    edits_store().path.parent.parent.mkdir(parents=True, exist_ok=True)
    edits_store().path.parent.write_text("no folder")
    person.open_and_wait(dark_photo)
    for percent in (60, 70, 80):
        _adjust(person, percent)
    person.wait_for_words("cannot be saved")
    assert len(person.sentences) == 1
    assert person.window.session.in_view.adjustments == Adjustments(brightness=0.8)
    edits_store().path.parent.unlink()
    person.window.close()
    assert _kept(dark_photo).adjustments == Adjustments(brightness=0.8)


def test_pasted_pictures_are_adjusted_as_ever(person, dark_photo, qtbot):
    from PySide6.QtGui import QImage

    person.window.session.opening.open_picture(QImage(str(dark_photo)))
    person.wait_for_state(0, PhotoState.DONE)
    _adjust(person, 60)
    assert person.window.session.in_view.adjustments == NIGHT
    assert person.window.session.edits.is_written


def test_the_command_line_makes_the_same_bytes_of_the_same_edits(person, dark_photos, tmp_path):
    session = person.window.session
    person.open_and_wait(*dark_photos)
    _adjust(person, 60)
    session.in_view.select_row(1)
    person.window.bar.model_chosen.emit("article")
    _adjust(person, 150)
    session.in_view.select_row(2)
    person.window.bar.model_chosen.emit("studio")
    _wait_until_written(person)
    person.window.commands.save_all.trigger()
    person.wait_for_words("Saved 3 photos")
    folder = dark_photos[0].parent
    in_window = {path.name: path.read_bytes() for path in folder.rglob("*_lowexp.*")}
    out = tmp_path / "out"
    # Options of the command are for photos without edits.
    command = ["enhance", *map(str, dark_photos), "-o", str(out), "--contrast", "1.9", "--use-edits"]
    assert CliRunner().invoke(main, command).exit_code == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == in_window


def test_another_model_of_the_name_is_told_once_and_nothing_is_lost(person, dark_photos):
    kept = {
        content_of(photo): StoredEdits(PhotoEdits(NIGHT, "article"), weights="0" * 64)
        for photo in dark_photos
    }
    edits_store().keep(kept)
    person.open_and_wait(*dark_photos)
    person.wait_for_words("“article”", "has changed since photos were adjusted")
    person.wait(lambda: person.window.session.edits.is_settled)
    assert sum("has changed since" in each for each in person.sentences) == 1
    assert [photo.edits for photo in person.open_photos] == [PhotoEdits(NIGHT, "article")] * 3
    assert edits_store().find(tuple(kept)) == kept
    _adjust(person, 60 if person.window.session.in_view.adjustments != NIGHT else 70)
    _wait_until_written(person)
    now = edits_store().find(tuple(kept))[content_of(dark_photos[0])]
    assert now.weights == find_model("article").card.sha256
