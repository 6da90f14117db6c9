"""What other versions of the program have kept is read, or left alone; never lost.

`kept/v0` holds the files of the first version, written by it.
"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from lowexp_gui.config.kept_file import KeptFile
from lowexp_gui.config.presets import Preset, keep_preset, kept_presets, remove_preset
from lowexp_gui.config.settings import (
    Settings,
    Theme,
    load_settings,
    save_settings,
)
from lowexp_gui.config.window_state import WindowState, load_window_state, save_window_state
from lowexp_gui.diagnostics.unusable_files import about_odd_files
from lowexp_gui.enhancing.adjustments import Adjustments
from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.languages import Language
from lowexp_gui.library.finetune_run import OrderError, current_run
from lowexp_gui.library.model_file import read_model_file
from lowexp_gui.library.own_models import ModelDetails, change_details, import_model
from lowexp_gui.model.card import CARD_SCHEMA, ModelError, NewerModel
from lowexp_gui.model.model_library import (
    find_model,
    left_out_models,
    list_models,
)
from lowexp_gui.model.weights import load_model
from lowexp_gui.paths import config_folder, own_models_folder, results_folder
from lowexp_gui.photo.encoding import Encoding
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.reading import read_photo
from lowexp_gui.results.result_cache import ResultCache
from lowexp_gui.schema import Schema, unchanged
from lowexp_gui.training.finetuning.finetune_order import FinetuneOrder

KEPT = Path(__file__).parent / "kept"
NEWER = {"schema": 99, "theme": {"name": "sepia"}, "started": True, "presets": 3}
SETTINGS = Settings(
    Theme.DARK, Language.ARABIC, "open", "cpu", PhotoFormat.PNG, Encoding(87), Path("results"), 900, 1200
)
STATE = WindowState(
    "Z2VvbWV0cnk=",
    "Y29sdW1ucw==",
    "wipe",
    False,
    Path("photos"),
    (Path("photos/a.jpg"), Path("photos/b.jpg")),
)
PRESETS = (
    Preset("Night", Adjustments(brightness=0.8, denoise=1.2)),
    Preset("schema", Adjustments(tint=0.25)),
)


@pytest.fixture
def first_version(own_settings: Path) -> Path:
    """The folder of settings, as the first version has left it."""
    shutil.copytree(KEPT / "v0", config_folder())
    return config_folder()


def test_settings_of_the_first_version(first_version: Path) -> None:
    assert load_settings() == SETTINGS
    before = (first_version / "settings.json").read_bytes()
    save_settings(SETTINGS)
    assert (first_version / "settings.json.v0").read_bytes() == before
    assert json.loads((first_version / "settings.json").read_text("utf-8"))["schema"] == 2
    assert load_settings() == SETTINGS


def test_the_window_of_the_first_version(first_version: Path) -> None:
    assert load_window_state() == STATE
    save_window_state(STATE)
    assert (first_version / "window.json.v0").is_file()
    assert load_window_state() == STATE


def test_presets_of_the_first_version_whatever_they_are_called(first_version: Path) -> None:
    assert kept_presets() == PRESETS
    keep_preset("Night", PRESETS[0].adjustments)
    assert json.loads((first_version / "presets.json.v0").read_text("utf-8")).keys() == {"Night", "schema"}
    assert kept_presets() == PRESETS


def test_models_of_the_first_version(first_version: Path) -> None:
    imported = import_model(first_version / "article.lowexp-model")
    weights = own_models_folder() / f"{imported.name}.safetensors"
    weights.rename(weights.with_stem("mine"))
    mine = next(model for model in list_models() if model.card.name == "mine")
    assert (mine.card.title, mine.card.pairs, mine.card.start) == ("Mine", 12, "open")
    load_model(mine)
    card = change_details("mine", ModelDetails("mine", "My own", mine.card.description))
    assert (own_models_folder() / "mine.json.v0").read_bytes() == (KEPT / "v0/models/mine.json").read_bytes()
    assert find_model("mine").card == card
    assert left_out_models()[0] == ()


def test_a_finetuning_run_of_the_first_version(first_version: Path) -> None:
    run = current_run()
    assert run.begun is not None
    assert (run.begun.start, run.begun.name) == ("open", "mine")
    assert run.judged is not None
    order = run.order()
    assert [str(each.sentence) for each in order.candidates] == ["Shifted."]
    assert (order.light_steps, order.noise_steps) == (8, 9)


def test_a_result_of_the_first_version_is_used_or_passed_over(first_version: Path) -> None:
    cache = ResultCache(results_folder(), 1_000_000)
    assert cache.used() > 0
    photo, model = read_photo(KEPT / "v0" / "photo.png"), load_model(find_model("article"))
    result = cache.fetch(photo, model, CPU.name, Event())
    assert result is None or result.weights == model.card.sha256
    cache.clear()
    assert cache.used() == 0


@pytest.mark.parametrize(
    ("name", "load", "save", "usual"),
    [
        ("settings.json", load_settings, lambda: save_settings(Settings()), Settings()),
        ("window.json", load_window_state, lambda: save_window_state(WindowState()), WindowState()),
        ("presets.json", kept_presets, lambda: remove_preset("any"), ()),
    ],
)
def test_a_newer_file_gives_the_usual_values_and_is_kept(
    name: str, load: Callable[[], object], save: Callable[[], None], usual: object
) -> None:
    config_folder().mkdir(parents=True)
    path = config_folder() / name
    path.write_text(json.dumps(NEWER), "utf-8")
    assert load() == usual
    (said,) = about_odd_files()
    assert name in str(said)
    assert json.loads(path.read_text("utf-8")) == NEWER
    save()
    save()
    assert json.loads(path.with_name(f"{name}.v99").read_text("utf-8")) == NEWER
    assert about_odd_files() == ()
    assert load() == usual


def test_a_newer_model_stays_and_is_told(own_settings: Path) -> None:
    folder = own_models_folder()
    folder.mkdir(parents=True)
    (folder / "mine.json").write_text(
        json.dumps({"schema": CARD_SCHEMA.version + 1, "name": "mine"}), "utf-8"
    )
    assert "mine" not in [model.card.name for model in list_models()]
    assert left_out_models() == (("mine",), ())
    with pytest.raises(NewerModel, match="newer version"):
        find_model("mine")
    assert "“mine”" in str(about_odd_files()[0])
    assert (folder / "mine.json").is_file()


@pytest.mark.parametrize(
    ("old", "new"), [(b"lowexp model 1", b"lowexp model 2"), (b'{\\n  \\"name', b'{\\"schema\\":7, \\"name')]
)
def test_a_newer_model_file_is_told_from_a_damaged_one(tmp_path: Path, old: bytes, new: bytes) -> None:
    content = (KEPT / "v0" / "article.lowexp-model").read_bytes()
    length = int.from_bytes(content[:8], "little")
    header = content[8 : 8 + length].replace(old, new)
    assert header != content[8 : 8 + length]
    path = tmp_path / "other.lowexp-model"
    path.write_bytes(len(header).to_bytes(8, "little") + header + content[8 + length :])
    with pytest.raises(NewerModel, match="newer version"):
        read_model_file(path)
    path.write_bytes(content[: length // 2])
    with pytest.raises(ModelError, match="damaged"):
        read_model_file(path)


def test_a_newer_finetuning_run_is_set_aside_by_the_next_one(own_settings: Path) -> None:
    run = current_run()
    run.work.mkdir(parents=True)
    (run.folder / "order.json").write_text(json.dumps(NEWER), "utf-8")
    (run.work / "checkpoint").write_text("state", "utf-8")
    assert run.begun is None
    assert run.judged is None
    assert "fine-tuning" in str(about_odd_files()[0])
    with pytest.raises(OrderError, match="newer version"):
        run.order()
    run.prepare(FinetuneOrder((), "open", "mine", run.work, "cpu"), start=True)
    assert run.begun is not None
    aside = run.folder.with_name("teaching.newer-1")
    assert (aside / "work" / "checkpoint").read_text("utf-8") == "state"


@pytest.mark.parametrize("content", [b"", b"[]", b'{"a": ', b"[" * 3000, b"\xff" * 2_000_000])
def test_a_damaged_file_is_kept_beside(tmp_path: Path, content: bytes) -> None:
    file = KeptFile("some.json", Schema((unchanged,)))
    path = tmp_path / "some.json"
    path.write_bytes(content)
    assert file.read(tmp_path) == {}
    assert not file.is_newer(tmp_path)
    file.write(tmp_path, {"a": 1})
    assert file.read(tmp_path) == {"a": 1}
    assert (tmp_path / "some.json.damaged").read_bytes() == content
    path.write_bytes(content[:-1] + b"?")
    file.write(tmp_path, {"a": 2})
    assert (tmp_path / "some.json.damaged-2").is_file()
    assert file.read(tmp_path) == {"a": 2}
