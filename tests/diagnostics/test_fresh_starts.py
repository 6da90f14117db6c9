"""Safe mode keeps nothing, and a reset loses nothing."""

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from lowexp_gui.config.presets import Preset, keep_preset, kept_presets
from lowexp_gui.config.settings import (
    Settings,
    load_settings,
    save_settings,
)
from lowexp_gui.config.window_state import WindowState, load_window_state, save_window_state
from lowexp_gui.diagnostics.resetting import reset
from lowexp_gui.diagnostics.safe_mode import safe_mode
from lowexp_gui.edits.photo_edits import EditsPlace
from lowexp_gui.enhancing.adjustments import Adjustments
from lowexp_gui.library.finetune_run import current_run
from lowexp_gui.library.own_models import (
    delete_model,
    deleted_models,
    export_model,
    import_model,
    restore_model,
)
from lowexp_gui.model.card import ModelError
from lowexp_gui.model.model_library import (
    find_model,
    list_models,
)
from lowexp_gui.paths import config_folder, log_folder, own_models_folder, results_folder
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.training.finetuning.finetune_order import FinetuneOrder

SETTINGS = Settings(model="open", device="cuda:7", cache_limit=50)
STATE = WindowState(geometry="abc")
PRESETS = (Preset("Mine", Adjustments(brightness=0.5)),)
RESULT = "a" * 64 + ".safetensors"
WHEN = datetime(2026, 11, 25, 17, 30)


@pytest.fixture
def used(own_settings: Path) -> dict[Path, bytes]:
    """Files of a program that was used, with their contents."""
    save_settings(SETTINGS)
    save_window_state(STATE)
    keep_preset("Mine", PRESETS[0].adjustments)
    for path in (results_folder() / RESULT, own_models_folder() / "mine.json"):
        path.parent.mkdir(parents=True)
        path.write_bytes(b"content")
    return _files(config_folder())


def _files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_safe_mode_sees_nothing_of_earlier_times_and_keeps_nothing(used: dict[Path, bytes]) -> None:
    folders = config_folder(), log_folder(), own_models_folder()
    environment = dict(os.environ)
    with safe_mode():
        assert load_settings() == Settings(device="cpu", cache_limit=0, edits=EditsPlace.NOWHERE)
        assert load_window_state() == WindowState()
        assert kept_presets() == ()
        assert not results_folder().exists()
        assert (log_folder(), own_models_folder()) == folders[1:]
        save_settings(Settings(model="article"))
        save_window_state(WindowState(geometry="other"))
        keep_preset("Other", PRESETS[0].adjustments)
        place = config_folder()
    assert not place.exists()
    assert dict(os.environ) == environment
    assert _files(folders[0]) == used
    assert load_settings() == SETTINGS


def test_a_reset_moves_everything_but_models_aside(used: dict[Path, bytes]) -> None:
    moved = reset(WHEN)
    aside = config_folder() / "backup-2026-11-25_173000"
    assert moved == tuple(
        aside / name for name in ("settings.json", "window.json", "presets.json", "results")
    )
    assert load_settings() == Settings()
    assert load_window_state() == WindowState()
    assert kept_presets() == ()
    assert list(results_folder().iterdir()) == []
    assert (own_models_folder() / "mine.json").read_bytes() == b"content"
    assert sorted(_files(config_folder()).values()) == sorted(used.values())
    assert reset(WHEN) == ()


def test_of_kept_results_only_the_latest_stay_aside(used: dict[Path, bytes]) -> None:
    reset(WHEN)
    (results_folder() / RESULT).write_bytes(b"content")
    save_settings(SETTINGS)
    reset(WHEN.replace(hour=18))
    first, second = (config_folder() / f"backup-2026-11-25_{hour}3000" for hour in (17, 18))
    assert not (first / "results").exists()
    assert (second / "results").is_dir()
    assert (first / "settings.json").is_file()
    assert (second / "settings.json").is_file()


def test_what_cannot_be_moved_is_a_sentence(used: dict[Path, bytes]) -> None:
    (config_folder() / "backup-2026-11-25_173000").touch()
    with pytest.raises(PhotoError, match=r"“settings.json” cannot be moved aside"):
        reset(WHEN)
    assert load_settings() == SETTINGS


def test_safe_mode_reads_no_model_of_earlier_times_and_loses_none(tmp_path: Path) -> None:
    given = export_model("article", tmp_path / "given.lowexp-model")
    before = import_model(given).name
    with safe_mode():
        assert [model.card.name for model in list_models() if not model.shipped] == []
        with pytest.raises(ModelError):
            find_model(before)
        made = import_model(given).name
        assert made != before
        assert [model.card.name for model in list_models() if not model.shipped] == [made]
        delete_model(made)
        assert [each.card.name for each in deleted_models()] == [made]
        made = restore_model(deleted_models()[0]).name
    assert {model.card.name for model in list_models() if not model.shipped} == {before, made}
    delete_model(before)
    with safe_mode():
        assert deleted_models() == ()


def test_safe_mode_has_a_finetuning_run_of_its_own() -> None:
    order = FinetuneOrder((), "open", "mine", Path("work"), "cpu")
    current_run().prepare(order, start=True)
    with safe_mode():
        assert current_run().begun is None
        current_run().prepare(replace(order, name="other"), start=True)
    begun = current_run().begun
    assert begun is not None
    assert begun.name == "mine"


def test_a_reset_touches_nothing_that_the_program_did_not_make(used: dict[Path, bytes]) -> None:
    """LOWEXP_CONFIG_DIR may name a folder that has other things in it."""
    own = [config_folder() / name for name in ("backup-photos/results/a.jpg", "results/b.jpg")]
    own += [config_folder() / "backup-2020-01-01_000000" / "results" / "c.jpg"]
    for path in own:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"photo")
    reset(WHEN)
    assert all(path.read_bytes() == b"photo" for path in own)
