"""The events and the stored files of a fine-tuning run."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from lowexp_gui.errors import Sentence
from lowexp_gui.library.finetune_events import (
    Compared,
    Drawn,
    Estimated,
    Failed,
    Figures,
    Judged,
    Noticed,
    Stopped,
    from_line,
    to_line,
)
from lowexp_gui.library.finetune_run import OrderError, current_run
from lowexp_gui.model.card import ModelError
from lowexp_gui.model.model_library import find_model
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.training.camera_noise.profile import CameraNoise
from lowexp_gui.training.finetuning.finetune_order import FinetuneOrder
from lowexp_gui.training.finetuning.finetune_progress import FinetuneProgress, Measured
from lowexp_gui.training.pair_matching.candidates import Candidate, MatchedBy, Verdict

MEASURED = (Measured(0, 20.5, 0.1, (20.0, 21.0)), Measured(2, 21.0, 0.05, (21.0, 21.0)))
FIGURES = Figures(18.0, 2.0, 19.5, 2.5, 1.0, 2.0)
COMPARED = Compared(9, FIGURES, FIGURES, FIGURES)
JUDGED = Judged(
    "mine.json",
    COMPARED,
    COMPARED,
    None,
    True,
    (Sentence("{photo} is shifted too far; it is left out.", photo="“ä.jpg”"),),
)


@pytest.mark.parametrize(
    "event",
    [
        Estimated(12.5),
        FinetuneProgress("denoising", 3, 10, 0.25, 61.0, MEASURED, 1, Path("ä.json")),
        Drawn("before.png", "now.png", "reference.png"),
        Noticed(Sentence("{photo} is left out.", photo="“ä.jpg”")),
        JUDGED,
        Stopped(),
        Failed(Sentence("No.")),
    ],
    ids=lambda event: type(event).__name__,
)
def test_an_event_comes_back_from_its_line(event):
    line = to_line(event)
    assert "\n" not in line
    assert line.isascii()
    assert from_line(line) == event


@pytest.mark.parametrize(
    "line",
    [
        "",
        "UserWarning: no",
        "[1]",
        "3",
        '{"event": "other"}',
        '{"event": "estimated"}',
        '{"event": []}',
        '{"event": "noticed", "sentence": "a", "more": 1}',
        "[" * 5000,
    ],
)
def test_other_lines_are_no_events(line):
    assert from_line(line) is None


@pytest.fixture
def order(tmp_path):
    low, high = tmp_path / "ä.png", tmp_path / "b.png"
    found = Candidate(low, high, MatchedBy.TIME, Verdict.SHIFTED, (2.0, -1.5), Sentence("Shifted."), 3)
    other = replace(found, scene=4, chosen=False)
    return FinetuneOrder((found, other), "open", "mine", current_run().work, "cpu", 8, 9)


def test_a_request_is_read_back_unchanged(order):
    run = current_run()
    assert run.begun is None
    run.prepare(order, start=True)
    assert (run.begun.start, run.begun.name) == ("open", "mine")
    found = current_run().order()
    assert found == order


def test_the_noise_that_clean_photos_get_comes_back(order):
    run, camera = current_run(), CameraNoise(3e-4, 2e-3, (1.8, 1.0, 1.5), source="2 repeated shots")
    run.prepare(replace(order, camera=camera), start=True)
    assert current_run().order().camera == camera
    run.work.mkdir()
    run.prepare(replace(order, camera=replace(camera, shot=1e-3)), start=True)
    assert not run.work.exists()


def test_an_estimate_is_nothing_begun_and_its_work_serves_the_start(order):
    run = current_run()
    run.prepare(order, start=False)
    assert run.begun is None
    run.work.mkdir()
    run.prepare(replace(order, name="other"), start=True)
    assert run.work.is_dir()
    assert run.begun.name == "other"


def test_other_pairs_or_another_model_start_a_new_run(order):
    run = current_run()
    for changed in (replace(order, candidates=order.candidates[:1]), replace(order, start="studio")):
        run.prepare(order, start=True)
        run.work.mkdir()
        run.prepare(changed, start=True)
        assert not run.work.exists()


def test_a_damaged_order_is_a_sentence(order):
    run = current_run()
    run.prepare(order, start=True)
    path = run.folder / "order.json"
    for content in ("", "[]", "{}", json.dumps(json.loads(path.read_text()) | {"candidates": [{}]})):
        path.write_text(content)
        with pytest.raises(OrderError, match="start again"):
            run.order()


def test_what_was_finetuned_is_kept_and_the_rest_deleted(order):
    run, start = current_run(), find_model("open")
    run.prepare(order, start=True)
    run.result.mkdir()
    content = start.weights.read_bytes()
    card = replace(start.card, name="mine", title="mine", sha256=hashlib.sha256(content).hexdigest())
    (run.result / "mine.safetensors").write_bytes(content)
    (run.result / "mine.json").write_text(card.to_json(), "utf-8")
    run.finish(replace(JUDGED, card=str(run.result / "mine.json")))
    assert run.judged.own == COMPARED
    assert run.keep().name == "mine"
    assert find_model("mine").weights.read_bytes() == content
    assert not run.folder.exists()


def test_what_cannot_be_kept_is_a_sentence(order):
    run = current_run()
    run.prepare(order, start=True)
    with pytest.raises(ModelError):
        run.keep()
    assert run.folder.exists()


def test_a_user_folder_with_the_name_of_the_run_is_left_alone(order, tmp_path, monkeypatch):
    """LOWEXP_MODELS_DIR may name a folder with other things beside it."""
    monkeypatch.setenv("LOWEXP_MODELS_DIR", str(tmp_path / "home" / "models"))
    mine = tmp_path / "home" / "teaching"
    mine.mkdir(parents=True)
    (mine / "lecture.odp").write_bytes(b"the only copy")
    (mine / "order.json").write_text('{"order": "of lectures"}')
    run = current_run()
    with pytest.raises(PhotoError, match="contains other files"):
        run.prepare(order, start=True)
    run.clear()
    assert sorted(path.name for path in mine.iterdir()) == ["lecture.odp", "order.json"]


def test_what_a_person_puts_beside_a_finetuning_run_stays(order):
    run = current_run()
    run.prepare(order, start=True)
    run.work.mkdir()
    (run.work / "order.json").write_text("{}")
    (run.work / "note.txt").write_text("mine")
    run.clear()
    assert [path.name for path in run.folder.rglob("*") if path.is_file()] == [".lowexp-folder", "note.txt"]
    run.prepare(order, start=True)
    assert run.begun is not None
