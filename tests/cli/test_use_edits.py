"""`--use-edits`: what a person chose for photos in the window counts on the command line too."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.batch.job_queue import open_job_queue
from lowexp_gui.batch.queue_entry import settings_of
from lowexp_gui.batch.runner import settings_source
from lowexp_gui.cli import main
from lowexp_gui.config.settings import Settings, save_settings
from lowexp_gui.edits.edits_store import StoredEdits, edits_store
from lowexp_gui.edits.kept_edits import PhotoFile, keep_edits
from lowexp_gui.edits.photo_edits import UNTOUCHED, EditsPlace, PhotoEdits
from lowexp_gui.enhancing.adjustments import Adjustments
from lowexp_gui.photo.content import content_of
from lowexp_gui.photo.processing import processing_of
from lowexp_gui.photo.reading import read_photo
from lowexp_gui.photo.sidecar import sidecar_path

NIGHT = PhotoEdits(Adjustments(brightness=0.5, tint=0.25), "article")


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Three photos, one in a folder within the folder."""
    paths = [tmp_path / "in" / name for name in ("a.png", "b.jpg", "deep/c.png")]
    for number, path in enumerate(paths):
        path.parent.mkdir(parents=True, exist_ok=True)
        pixels = np.random.default_rng(number).integers(5, 60, (40, 60, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(path)
    return paths


def _enhance(photos: list[Path], *more: str | Path) -> Result:
    folder = photos[0].parent
    command = ("enhance", folder, "-o", folder.parent / "out", "--model", "open", "--use-edits", *more)
    return CliRunner().invoke(main, [str(each) for each in command])


def _keep(path: Path, edits: PhotoEdits, place: EditsPlace = EditsPlace.STORE) -> None:
    keep_edits([PhotoFile(1, path, content_of(path), edits)], place)


def _made(path: Path) -> tuple[str, float, float]:
    """The model and two adjustments that a result tells."""
    told = processing_of(read_photo(path).metadata.xmp)
    assert told is not None
    return told.model, told.adjustments["brightness"], told.adjustments["contrast"]


def _results(photos: list[Path]) -> dict[str, tuple[str, float, float]]:
    out = photos[0].parent.parent / "out"
    return {path.relative_to(out).as_posix(): _made(path) for path in out.rglob("*.*")}


def test_photos_without_edits_take_the_options(photos: list[Path]) -> None:
    _keep(photos[0], NIGHT)
    _keep(photos[1], UNTOUCHED)
    _keep(photos[2], PhotoEdits(Adjustments(contrast=0.5)))
    assert _enhance(photos, "--contrast", "1.5").exit_code == 0
    assert _results(photos) == {
        "a_lowexp.png": ("article", 0.5, 1.0),
        "b_lowexp.jpg": ("open", 1.0, 1.5),
        "deep/c_lowexp.png": ("open", 1.0, 0.5),
    }


def test_without_the_option_they_are_not_used(photos: list[Path], tmp_path: Path) -> None:
    _keep(photos[0], NIGHT)
    command = ["enhance", str(photos[0]), "-o", str(tmp_path / "out"), "--model", "open"]
    assert CliRunner().invoke(main, command).exit_code == 0
    assert _results(photos) == {"a_lowexp.png": ("open", 1.0, 1.0)}


@pytest.mark.parametrize("place", list(EditsPlace))
def test_sidecars_come_first_where_a_person_keeps_them_there(photos: list[Path], place: EditsPlace) -> None:
    _keep(photos[0], NIGHT, EditsPlace.SIDECARS)
    _keep(photos[0], PhotoEdits(Adjustments(brightness=0.75), "article"))
    save_settings(Settings(edits=place))
    assert _enhance(photos).exit_code == 0
    brightness = 0.5 if place is EditsPlace.SIDECARS else 0.75
    assert _results(photos)["a_lowexp.png"] == ("article", brightness, 1.0)


def test_a_damaged_sidecar_is_told(photos: list[Path]) -> None:
    save_settings(Settings(edits=EditsPlace.SIDECARS))
    sidecar_path(photos[0]).write_bytes(b"<x:xmpmeta")
    ended = _enhance(photos)
    assert ended.exit_code == 0
    assert "a.png.xmp" in ended.output
    assert len(_results(photos)) == 3


def test_a_model_that_is_gone_is_told_once_and_that_of_the_command_used(photos: list[Path]) -> None:
    for photo in photos:
        _keep(photo, PhotoEdits(Adjustments(brightness=0.5), "mine\x1b[31m"))
    ended = _enhance(photos)
    assert ended.exit_code == 0
    assert ended.output.count("not in the model library; “open” is used instead") == 1
    assert "\x1b" not in ended.output
    assert set(_results(photos).values()) == {("open", 0.5, 1.0)}


def test_another_model_of_the_name_is_told(photos: list[Path]) -> None:
    edits_store().keep({content_of(photos[0]): StoredEdits(NIGHT, weights="0" * 64)})
    ended = _enhance(photos)
    assert ended.exit_code == 0
    assert "“article” has changed since photos were adjusted" in ended.output
    assert _results(photos)["a_lowexp.png"] == ("article", 0.5, 1.0)


def test_with_a_store_that_cannot_be_read_nothing_is_made_otherwise_than_in_the_window(
    photos: list[Path],
) -> None:
    _keep(photos[0], NIGHT)
    edits_store().path.write_bytes(b"no store" * 1000)
    ended = _enhance(photos)
    assert ended.exit_code == 1
    assert "adjustments of your photos was damaged" in ended.output
    assert not (photos[0].parent.parent / "out").exists()


def test_edits_that_change_before_a_resume_are_done_once_as_they_are_then(photos: list[Path]) -> None:
    folder = photos[0].parent
    spec = JobSpec.of((folder,), "open", OutputRule(folder.parent / "out"))
    _keep(photos[0], NIGHT)
    with open_job_queue(spec, resume=False, with_edits=True) as queue:
        settings = settings_of(spec)
        own = settings_source(settings, EditsPlace.STORE, Event(), lambda _: None)
        queue.add(spec.inputs, settings, own=own)
        before = {entry.path.name: entry.settings.model for entry in queue.entries()}
    assert before == {"a.png": "article", "b.jpg": "open", "c.png": "open"}
    # Cut off here. Edits come, change and go.
    _keep(photos[0], UNTOUCHED)
    _keep(photos[1], NIGHT)
    assert _enhance(photos, "--resume").exit_code == 0
    assert _results(photos) == {
        "a_lowexp.png": ("open", 1.0, 1.0),
        "b_lowexp.jpg": ("article", 0.5, 1.0),
        "deep/c_lowexp.png": ("open", 1.0, 1.0),
    }


def test_numbers_go_on_over_photos_of_different_edits(photos: list[Path]) -> None:
    _keep(photos[0], NIGHT)
    assert _enhance(photos, "--name", "{n}", "--flat").exit_code == 0
    assert set(_results(photos)) == {"1.png", "2.jpg", "3.png"}


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no signal to one process")
def test_photos_that_arrive_have_theirs(photos: list[Path], tmp_path: Path) -> None:
    _keep(photos[0], NIGHT)
    command = [
        sys.executable,
        "-m",
        "lowexp_gui.cli",
        "watch",
        str(photos[0].parent),
        "-o",
        str(tmp_path / "out"),
    ]
    command += ["--use-edits", "--existing", "--every", "0.1", "--json", "--model", "open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        finished = 0
        while finished < 3:
            finished += json.loads(process.stdout.readline())["event"] == "finished"
        process.send_signal(signal.SIGINT)
        process.stdout.read()
    assert _results(photos)["a_lowexp.png"] == ("article", 0.5, 1.0)
    assert _results(photos)["b_lowexp.jpg"] == ("open", 1.0, 1.0)
