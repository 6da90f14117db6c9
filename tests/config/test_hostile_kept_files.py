"""Whatever stands in files that are kept or taken in, reading them ends in a value or in their own error."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hostile_json import TEXTS, changed
from hypothesis import given, settings
from hypothesis import strategies as st

from lowexp_gui.app.models.model_choice import model_choices
from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.config.presets import keep_preset, kept_presets
from lowexp_gui.config.settings import (
    Settings,
    load_settings,
    save_settings,
)
from lowexp_gui.config.window_state import WindowState, load_window_state, save_window_state
from lowexp_gui.diagnostics.unusable_files import about_odd_files
from lowexp_gui.enhancing.adjustments import NEUTRAL
from lowexp_gui.errors import Sentence
from lowexp_gui.evaluation.benchmark import _measured_from
from lowexp_gui.evaluation.reproduction.experiment import Experiment, read_experiment
from lowexp_gui.evaluation.reproduction.measurement_store import MeasurementStore
from lowexp_gui.field_coding import from_json, to_json
from lowexp_gui.library.finetune_events import Compared, Figures, Judged, from_line, to_line
from lowexp_gui.library.finetune_run import FinetuneRun, OrderError, current_run
from lowexp_gui.model.card import CARD_SCHEMA, card_from_json
from lowexp_gui.model.model_library import (
    find_model,
    left_out_models,
    list_models,
)
from lowexp_gui.paths import config_folder, own_models_folder
from lowexp_gui.training.camera_noise.profile import CameraNoise, read_camera_noise
from lowexp_gui.training.checkpoint import _recipe
from lowexp_gui.training.data.pairs import DataError, read_pair_set
from lowexp_gui.training.finetuning.finetune_journal import ModuleJournal, read_journal
from lowexp_gui.training.finetuning.finetune_order import FinetuneOrder
from lowexp_gui.training.finetuning.finetune_progress import FinetuneProgress, Measured
from lowexp_gui.training.finetuning.prepared_pairs import Piece, PreparedPair, _read_index
from lowexp_gui.training.finetuning.scene_split import SplitPart
from lowexp_gui.training.pair_matching.candidates import Candidate, MatchedBy, Verdict
from lowexp_gui.training.recipe import Module, Recipe

_FIGURES = Figures(1.0, 0.1, 2.0, 0.1, 0.5, 1.5)
_COMPARED = Compared(3, _FIGURES, _FIGURES, _FIGURES)
_JUDGED = Judged("x.json", _COMPARED, _COMPARED, None, True, (Sentence("A note."),))
_CANDIDATE = Candidate(
    Path("a"), Path("b"), MatchedBy.NAME, Verdict.ALIGNED, (1.0, 2.0), Sentence("Good."), 3, None
)
_PAIR = PreparedPair(
    SplitPart.TRAINING,
    1,
    "a.jpg",
    9,
    9,
    "00000.low.png",
    "00000.high.png",
    (Piece("00000.0.low.png", "00000.0.high.png", 0, 0),),
)


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="")
    return path


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(asdict(value), default=str))


def _settings(text: str) -> None:
    _write(config_folder() / "settings.json", text)
    about_odd_files()
    save_settings(load_settings())


def _window(text: str) -> None:
    _write(config_folder() / "window.json", text)
    about_odd_files()
    state = load_window_state()
    assert all(path.exists() in (True, False) for path in state.recent)
    save_window_state(state)


def _presets(text: str) -> None:
    _write(config_folder() / "presets.json", text)
    about_odd_files()
    kept_presets()
    keep_preset("one", NEUTRAL)
    assert any(each.name == "one" for each in kept_presets())


def _card(text: str) -> None:
    _write(own_models_folder() / "mine.json", text)
    (own_models_folder() / "mine.safetensors").write_bytes(b"weights")
    left_out_models()
    for model in list_models():
        model.card.to_json().encode()
    model_choices()


def _order(text: str) -> None:
    run = FinetuneRun(config_folder() / "teaching")
    _write(run.folder / "order.json", text)
    assert run.begun is None or run.begun.name
    assert run.is_newer in (True, False)
    try:
        run.order()
    except OrderError:
        return


def _judged(text: str) -> None:
    run = FinetuneRun(config_folder() / "teaching")
    _write(run.folder / "judged.json", text)
    assert run.judged is None or isinstance(run.judged, Judged)


def _event(text: str) -> None:
    from_line(text)


@contextmanager
def _own(*errors: type[Exception]) -> Iterator[None]:
    try:
        yield
    except errors:
        return


def _journal(text: str) -> None:
    _write(config_folder() / "run" / "denoising.journal.json", text)
    with _own(DataError):
        journal = read_journal(config_folder() / "run", Module.DENOISING)
        if journal.measured:
            assert journal.chosen in journal.measured
            assert 1e-3 / 2**journal.slower > 0


def _camera(text: str) -> None:
    path = _write(config_folder() / "camera.json", text)
    with _own(ValueError):
        read_camera_noise(path).encoded_deviation(0.1)


def _recipes(text: str) -> None:
    with _own(ValueError):
        _recipe(text)


def _index(text: str) -> None:
    _write(config_folder() / "pairs" / "pairs.json", text)
    with _own(DataError):
        for part in SplitPart:
            _read_index(config_folder() / "pairs").pieces(part)


def _scenes(name: str) -> Callable[[str], None]:
    def read(text: str) -> None:
        folder = config_folder() / "set"
        for side in ("low", "high"):
            _write(folder / side / "a.png", "")
        _write(folder / name, text)
        with _own(DataError):
            read_pair_set(folder)

    return read


def _experiment(text: str) -> None:
    _write(config_folder() / "experiment.json", text)
    with _own(DataError):
        read_experiment(config_folder(), 60)


def _measurement_store(text: str) -> None:
    _write(config_folder() / "a.json", text)
    with _own(DataError):
        assert isinstance(MeasurementStore(config_folder()).entry("a", dict), dict)


def _job(text: str) -> None:
    with _own(ValueError):
        from_json(JobSpec, text)


def _benchmark(text: str) -> None:
    _measured_from(0, text, "")


_CARD = find_model("open").card
_ORDER = FinetuneOrder((_CANDIDATE,), "open", "mine", Path("work"), "cpu", 1, 2)
_KINDS: dict[str, tuple[Callable[[str], None], Any]] = {
    "settings": (_settings, {"schema": 1} | _plain(Settings())),
    "window": (
        _window,
        {"schema": 2, "panes": {"two": ["a"]}, "recent": ["a"], "folder": "/"},
    ),
    "presets": (_presets, {"schema": 1, "presets": {"a": asdict(NEUTRAL)}}),
    "card": (_card, {"schema": 1} | _plain(_CARD) | {"name": "mine"}),
    "order": (_order, {"schema": 3} | _plain(_ORDER)),
    "first order": (_order, {"schema": 1, "steps": [1, 2]} | _plain(_ORDER)),
    "judged": (_judged, json.loads(to_line(_JUDGED))),
    "event": (_event, json.loads(to_line(FinetuneProgress("denoising", 1, 2, 0.1, 3.0, ())))),
    "journal": (_journal, _plain(ModuleJournal((Measured(0, 20.0, 0.1, (20.0, 21.0)),)))),
    "camera": (_camera, _plain(CameraNoise(1e-3, 1e-3))),
    "recipe": (_recipes, _plain(Recipe(10, camera=CameraNoise(1e-3, 1e-3)))),
    "index": (_index, {"pairs": [_plain(_PAIR)], "notes": ["a"]}),
    "scenes": (_scenes("scenes.json"), {"validation": ["a.png"], "scenes": [["a.png", "b.png"]]}),
    "pair list": (_scenes("pairs.json"), [{"file": "a.png", "scene": 7}]),
    "experiment": (_experiment, _plain(Experiment(60, 1, 1))),
    "measurement store": (_measurement_store, {"a": 1}),
    "job": (_job, json.loads(to_json(JobSpec((Path("a"),), "open", "cpu", NEUTRAL, OutputRule(Path("b")))))),
    "benchmark": (_benchmark, {"seconds": None, "peak_bytes": 1, "threads": 1, "problem": None}),
}


@pytest.mark.parametrize("kind", _KINDS)
@settings(max_examples=20)
@given(data=st.data())
def test_nothing_in_a_file_raises_anything_but_its_own_error(kind: str, data: st.DataObject) -> None:
    read, sound = _KINDS[kind]
    read(data.draw(TEXTS | changed(sound)))


@pytest.mark.parametrize("kind", _KINDS)
def test_what_is_sound_is_read(kind: str) -> None:
    read, sound = _KINDS[kind]
    read(json.dumps(sound))
    assert not any("mine" in each or "json" in each for each in map(str, about_odd_files()))


def test_a_whole_number_of_400_digits_in_a_card_stops_no_start() -> None:
    text = json.dumps({"schema": CARD_SCHEMA.version} | _plain(_CARD) | {"name": "mine"})
    figure = text.replace(
        '"measured": {', '"measured": {"own photos": {"final": {"psnr": ' + "9" * 400 + "}}, "
    )
    with pytest.raises(ValueError, match="too large"):
        card_from_json(figure)
    _card(figure)
    assert left_out_models() == ((), ("mine",))


HOSTILE_PRESETS = """{"schema": 1, "presets": {"<img src=x>": {"brightness": 1}, "good": {"contrast": 1.1},
"inf": {"brightness": Infinity}, "big": {"brightness": %s}}}"""


def test_presets_with_a_number_of_400_digits_stop_no_start() -> None:
    _presets(HOSTILE_PRESETS % ("1" + "0" * 400))
    assert [each.name for each in kept_presets()] == ["one"]
    assert (config_folder() / "presets.json.damaged").is_file()


def test_of_valid_json_of_wrong_types_a_copy_is_kept_and_it_is_said() -> None:
    contents = {
        "settings.json": {"schema": 1, "theme": "dark", "memory_limit": "much"},
        "window.json": {"schema": 2, "recent": {"a": 1}, "folder": "/"},
        "presets.json": {"schema": 1, "presets": {"good": {"contrast": 1.1}, "odd": {"contrast": "much"}}},
    }
    for name, fields in contents.items():
        _write(config_folder() / name, json.dumps(fields))
    said = [str(each) for each in about_odd_files()]
    assert [name for name in contents if any(name in each for each in said)] == list(contents)
    assert all("invalid values" in each for each in said)
    save_settings(load_settings())
    save_window_state(load_window_state())
    keep_preset("more", NEUTRAL)
    for name, fields in contents.items():
        assert json.loads((config_folder() / f"{name}.damaged").read_text()) == fields
    assert load_settings().theme.value == "dark"
    assert load_window_state().folder == Path("/")
    assert [each.name for each in kept_presets()] == ["good", "more"]
    assert about_odd_files() == ()


def _in_place_of(name: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if name == "pipe":
        os.mkfifo(path)
    elif name == "folder":
        path.mkdir()
    elif name == "loop":
        path.symlink_to(path)
    elif name == "device":
        path.symlink_to("/dev/zero")
    else:
        path.write_bytes(b"")
        os.truncate(path, 1 << 40)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
@pytest.mark.parametrize("what", ["pipe", "folder", "loop", "device", "endless"])
def test_what_is_no_file_stops_nothing_and_stays(what: str) -> None:
    paths = [config_folder() / f"{name}.json" for name in ("settings", "window", "presets")]
    models = own_models_folder()
    for path in (
        *paths,
        models / "mine.json",
        models / "other.safetensors",
        current_run().folder / "order.json",
    ):
        _in_place_of(what, path)
    _write(models / "other.json", json.dumps({"schema": 1} | _plain(_CARD) | {"name": "other"}))
    assert load_settings() == Settings()
    assert load_window_state() == WindowState()
    assert kept_presets() == ()
    assert [model.card.name for model in list_models() if not model.shipped] == []
    assert current_run().begun is None
    said = [str(each) for each in about_odd_files()]
    assert all(any(path.name in each for each in said) for path in paths)
    save_window_state(WindowState(geometry="x"))
    if what != "endless":
        assert all(path.is_symlink() or not path.is_file() for path in paths)
