"""What a person chose for photos is kept by their content."""

import os
import shutil
import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from lowexp_gui.config.settings import load_settings
from lowexp_gui.diagnostics.safe_mode import safe_mode
from lowexp_gui.edits import edits_store as store_module
from lowexp_gui.edits.edits_store import EditsStore, StoredEdits, edits_store
from lowexp_gui.edits.kept_edits import PhotoFile, find_edits, keep_edits
from lowexp_gui.edits.photo_edits import UNTOUCHED, EditsPlace, PhotoEdits
from lowexp_gui.enhancing.adjustments import Adjustments
from lowexp_gui.photo.content import content_of
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.sidecar import KeptEdits, read_sidecar, sidecar_path, write_sidecar

NIGHT = PhotoEdits(Adjustments(brightness=0.6, tint=-0.25), "article")
DAY = PhotoEdits(Adjustments(contrast=1.3), "open")
STORE, SIDECARS = EditsPlace.STORE, EditsPlace.SIDECARS


def _keep(path: Path, edits: PhotoEdits, place: EditsPlace = STORE) -> tuple[PhotoError, ...]:
    return keep_edits([PhotoFile(1, path, content_of(path), edits)], place)


def _found(path: Path, place: EditsPlace = STORE) -> PhotoEdits | None:
    looked = find_edits([PhotoFile(1, path)], place)
    assert not looked.problems
    return looked.photos[0].edits


@pytest.mark.parametrize("place", [STORE, SIDECARS])
def test_a_photo_moved_and_renamed_has_its_edits_still(dark_photo, tmp_path, place):
    _keep(dark_photo, NIGHT, place)
    moved = tmp_path / "elsewhere" / "other name.jpeg"
    moved.parent.mkdir()
    shutil.move(dark_photo, moved)
    assert _found(moved, place) == NIGHT
    assert _found(shutil.copy(moved, dark_photo), place) == NIGHT


def test_another_photo_under_the_same_name_has_none(dark_photos):
    _keep(dark_photos[0], NIGHT)
    shutil.copy(dark_photos[2], dark_photos[0])
    assert _found(dark_photos[0]) is None


def test_the_latest_choice_counts_and_none_at_all_is_a_choice_too(dark_photo):
    for edits in (NIGHT, DAY, UNTOUCHED):
        _keep(dark_photo, edits)
        assert _found(dark_photo) == edits


def test_the_store_tells_no_names_and_is_for_its_owner_alone(dark_photo):
    _keep(dark_photo, NIGHT)
    path = edits_store().path
    content = path.read_bytes()
    assert b"IMG_1" not in content
    assert os.fsencode(dark_photo.parent.parent.name) not in content
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_looking_makes_no_file(dark_photo):
    assert _found(dark_photo) is None
    assert not edits_store().path.parent.exists()


def test_in_the_store_nothing_is_written_beside_the_photo(dark_photo):
    _keep(dark_photo, NIGHT)
    assert list(dark_photo.parent.iterdir()) == [dark_photo]


def test_a_sidecar_comes_first_where_it_is_asked_for_and_goes_with_the_edits(dark_photo):
    _keep(dark_photo, NIGHT, SIDECARS)
    write_sidecar(dark_photo, KeptEdits({"contrast": 1.3}, "open"))
    assert _found(dark_photo, SIDECARS) == DAY
    assert _found(dark_photo, STORE) == NIGHT
    _keep(dark_photo, UNTOUCHED, SIDECARS)
    assert not sidecar_path(dark_photo).exists()
    assert _found(dark_photo, SIDECARS) == UNTOUCHED


def test_a_sidecar_from_another_computer_is_read_in_either_case(dark_photo):
    write_sidecar(dark_photo, KeptEdits({"contrast": 1.3}, "open"))
    assert _found(dark_photo, STORE) == DAY
    assert _found(dark_photo, SIDECARS) == DAY


def test_what_makes_no_sense_in_a_sidecar_is_left_out(dark_photo):
    write_sidecar(dark_photo, KeptEdits({"contrast": 1.3, "tint": 17.0, "sparkle": 1.0}, "open"))
    assert _found(dark_photo) == DAY


def test_where_no_sidecar_can_be_written_the_store_keeps_the_edits_and_it_is_said(dark_photo):
    sidecar_path(dark_photo).write_text("no XMP")
    (problem,) = _keep(dark_photo, NIGHT, SIDECARS)
    assert "IMG_1.jpg.xmp" in str(problem)
    assert sidecar_path(dark_photo).read_text() == "no XMP"
    assert _found(dark_photo, SIDECARS) == NIGHT
    sidecar_path(dark_photo).unlink()
    write_sidecar(dark_photo, KeptEdits({"contrast": 1.3}, "open"))
    assert _found(dark_photo, SIDECARS) == NIGHT
    _keep(dark_photo, DAY, SIDECARS)
    sidecar = read_sidecar(dark_photo)
    assert sidecar is not None
    assert sidecar.edits is not None
    assert sidecar.edits.model == "open"


def test_no_sidecar_is_left_where_a_photo_was(dark_photo, tmp_path):
    content = content_of(dark_photo)
    moved = dark_photo.rename(tmp_path / "moved.jpg")
    (problem,) = keep_edits([PhotoFile(1, dark_photo, content, NIGHT)], SIDECARS)
    assert "does not exist" in str(problem)
    assert list(dark_photo.parent.iterdir()) == []
    assert _found(moved, SIDECARS) == NIGHT


def test_a_photo_that_cannot_be_read_has_no_content_and_harms_no_other(dark_photo, tmp_path):
    _keep(dark_photo, NIGHT)
    looked = find_edits([PhotoFile(1, tmp_path / "none.jpg"), PhotoFile(2, dark_photo)], STORE)
    assert [(each.content == "", each.edits) for each in looked.photos] == [(True, None), (False, NIGHT)]


@pytest.mark.parametrize(
    "content",
    [b"", b"no data base at all" * 100, b"SQLite format 3\0" + bytes(4000)],
    ids=["empty", "text", "header"],
)
def test_a_damaged_store_is_set_aside_with_a_sentence_and_a_new_one_begins(dark_photo, content):
    path = edits_store().path
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    looked = find_edits([PhotoFile(1, dark_photo)], STORE)
    problems = [*looked.problems, *_keep(dark_photo, NIGHT)]
    assert _found(dark_photo) == NIGHT
    if content:
        assert "photos.edits.damaged-1" in str(problems[0])
        assert path.with_name("photos.edits.damaged-1").read_bytes() == content
    assert len(problems) == bool(content)


def test_another_data_base_is_set_aside_and_stays_whole(dark_photo):
    path = edits_store().path
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE mine (precious TEXT)")
        connection.execute("INSERT INTO mine VALUES ('work')")
    connection.close()
    (problem,) = _keep(dark_photo, NIGHT)
    assert "damaged-1" in str(problem)
    connection = sqlite3.connect(path.with_name("photos.edits.damaged-1"))
    assert connection.execute("SELECT * FROM mine").fetchall() == [("work",)]
    connection.close()


def test_pages_that_were_overwritten_are_found_and_nothing_is_thrown(dark_photo, tmp_path):
    store = edits_store()
    store.keep({f"{number:064x}": StoredEdits(NIGHT) for number in range(2000)})
    size = store.path.stat().st_size
    with store.path.open("r+b") as stream:
        stream.seek(4096)
        stream.write(os.urandom(size - 4096))
    _keep(dark_photo, DAY)
    assert _found(dark_photo) == DAY
    assert store.path.with_name("photos.edits.damaged-1").stat().st_size == size


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_is_set_aside(dark_photo, make):
    path = edits_store().path
    path.parent.mkdir(parents=True)
    make(path)
    (problem,) = _keep(dark_photo, NIGHT)
    assert "damaged-1" in str(problem)
    assert _found(dark_photo) == NIGHT


def test_a_store_of_a_newer_version_is_neither_read_nor_written(dark_photo):
    _keep(dark_photo, NIGHT)
    path = edits_store().path
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 2")
    connection.close()
    before = path.read_bytes()
    (problem,) = find_edits([PhotoFile(1, dark_photo)], STORE).problems
    assert "newer version" in str(problem)
    with pytest.raises(PhotoError, match="newer version"):
        _keep(dark_photo, DAY)
    assert path.read_bytes() == before


def test_a_row_that_makes_no_sense_harms_no_other(dark_photos):
    for path, edits in zip(dark_photos, (NIGHT, DAY, NIGHT), strict=True):
        _keep(path, edits)
    for number, text in enumerate(('{"adjustments": {"brightness": 9e999}}', "[" * 100_000)):
        with sqlite3.connect(edits_store().path) as connection:
            connection.execute(
                "UPDATE photos SET edits = ? WHERE content = ?", (text, content_of(dark_photos[number]))
            )
        connection.close()
    assert [_found(path) for path in dark_photos] == [None, None, NIGHT]


def test_a_full_or_read_only_place_is_a_sentence(dark_photo, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    with pytest.raises(PhotoError, match="cannot be saved"):
        EditsStore(blocked / "photos.edits").keep({"0": StoredEdits(NIGHT)})


def test_the_photos_changed_longest_ago_go_when_there_are_too_many(monkeypatch):
    monkeypatch.setattr(store_module, "MOST_PHOTOS", 10)
    store = edits_store()
    for number in range(25):
        store.keep({str(number): StoredEdits(NIGHT)})
    assert sorted(map(int, store.find([str(number) for number in range(25)]))) == list(range(15, 25))


def test_two_programs_write_at_a_time():
    def write(first: int) -> None:
        for number in range(first, first + 40):
            edits_store().keep({str(number): StoredEdits(DAY)})

    threads = [threading.Thread(target=write, args=(first,)) for first in (0, 100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(edits_store().find([str(number) for number in range(200)])) == 80


def test_safe_mode_reads_none_of_them(dark_photo):
    _keep(dark_photo, NIGHT)
    with safe_mode():
        assert load_settings().edits is EditsPlace.NOWHERE
        assert edits_store().find([content_of(dark_photo)]) == {}
    assert _found(dark_photo) == NIGHT


def test_a_damaged_sidecar_is_said_where_sidecars_are_asked_for(dark_photo):
    sidecar_path(dark_photo).write_text("<x:xmpmeta")
    (problem,) = find_edits([PhotoFile(1, dark_photo)], SIDECARS).problems
    assert "IMG_1.jpg.xmp" in str(problem)
    assert _found(dark_photo, STORE) is None
