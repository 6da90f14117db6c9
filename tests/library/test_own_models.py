"""The user's models on disk: names, texts, deleting and restoring."""

import json
import logging
import os
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

from lowexp_gui.bundled import bundled_folder
from lowexp_gui.errors import Sentence
from lowexp_gui.library import own_models
from lowexp_gui.library.model_file import pack_model
from lowexp_gui.library.own_models import (
    MOST_DELETED,
    ModelDetails,
    change_details,
    delete_model,
    deleted_models,
    export_model,
    import_model,
    keep_model,
    restore_model,
)
from lowexp_gui.model.card import LONGEST_NAME, ModelCard, ModelError, is_sound_name
from lowexp_gui.model.model_library import (
    find_model,
    list_models,
)
from lowexp_gui.model.weights import load_model
from lowexp_gui.paths import own_models_folder
from lowexp_gui.photo.errors import PhotoError


def kept(name: str = "mine", title: str = "Mine") -> ModelCard:
    model = find_model("article")
    return keep_model(replace(model.card, name=name, title=title), model.weights.read_bytes())


def names() -> list[str]:
    return [model.card.name for model in list_models() if not model.shipped]


def files() -> list[str]:
    return sorted(path.name for path in own_models_folder().glob("[!.]*") if path.is_file())


def test_own_models_come_after_those_that_ship_and_load() -> None:
    kept()
    models = list_models()
    assert [model.shipped for model in models] == [True, True, True, False]
    assert load_model(find_model("mine")).card.title == "Mine"


def test_a_model_goes_out_and_comes_in_as_it_was(tmp_path: Path) -> None:
    card = kept()
    path = export_model("mine", tmp_path / "out.lowexp-model")
    with pytest.raises(PhotoError, match="already exists"):
        export_model("mine", path)
    delete_model("mine")
    assert import_model(path) == card
    assert load_model(find_model("mine")).card == card


def test_a_shipped_model_can_be_given_out_and_comes_back_under_a_free_name(tmp_path: Path) -> None:
    path = export_model("article", tmp_path / "out.lowexp-model")
    assert import_model(path).name == "article-2"
    second = import_model(path)
    assert (second.name, second.title) == ("article-3", "Article 3")
    assert not find_model("article").weights.is_relative_to(own_models_folder())


@pytest.mark.parametrize(
    "name", ["../evil", "/etc/x", "..", ".", "con", "COM1", "a.b", "STUDIO", "Open", "a" * 60, "ä", "a b"]
)
def test_a_name_that_cannot_be_is_replaced(tmp_path: Path, name: str) -> None:
    model = find_model("article")
    card = replace(model.card, name=name, title="Given")
    path = tmp_path / "given.lowexp-model"
    path.write_bytes(pack_model(card, model.weights.read_bytes()))
    now = import_model(path).name
    assert is_sound_name(now)
    assert names() == [now]
    assert sorted(own_models_folder().parent.rglob(f"{now}*")) == [
        own_models_folder() / f"{now}.json",
        own_models_folder() / f"{now}.safetensors",
    ]
    assert len(list(own_models_folder().parent.rglob("*.json"))) == 1


def test_names_differ_by_more_than_the_size_of_letters() -> None:
    kept("mine")
    assert kept("MINE").name == "MINE-2"


def test_a_long_name_has_room_for_its_number() -> None:
    long = "a" * LONGEST_NAME
    kept(long)
    again = kept(long)
    assert len(again.name) == LONGEST_NAME
    assert again.name.endswith("-2")


def test_texts_change_and_weights_stay() -> None:
    kept()
    before = find_model("mine").weights.read_bytes()
    assert change_details("mine", ModelDetails("mine", "Night", "For nights.\nOnly.")).title == "Night"
    assert find_model("mine").card.description == "For nights.\nOnly."
    change_details("mine", ModelDetails("night", "Night", ""))
    assert files() == ["night.json", "night.safetensors"]
    assert find_model("night").weights.read_bytes() == before
    assert load_model(find_model("night"))


@pytest.mark.parametrize("text", ["نیم‌فاصله", "👨‍👩‍👧", "heure\u00a0: 5", "夜"])
def test_texts_in_any_language_are_kept(text: str) -> None:
    kept()
    assert change_details("mine", ModelDetails("mine", text, text)) == find_model("mine").card
    assert find_model("mine").card.title == text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (ModelDetails("../x", "Mine", ""), "letters, digits"),
        (ModelDetails("", "Mine", ""), "letters, digits"),
        (ModelDetails("nul", "Mine", ""), "letters, digits"),
        (ModelDetails("studio", "Mine", ""), "exists"),
        (ModelDetails("Other", "Mine", ""), "exists"),
        (ModelDetails("mine", "", ""), "title"),
        (ModelDetails("mine", "a\nb", ""), "title"),
        (ModelDetails("mine", "Mine", "x" * 5000), "description"),
        (ModelDetails("mine", "Mine", "\0"), "description"),
    ],
)
def test_invalid_texts_are_refused_and_change_nothing(words: ModelDetails, expected: str) -> None:
    card = kept()
    kept("other", "Other")
    with pytest.raises(ModelError, match=expected):
        change_details("mine", words)
    assert find_model("mine").card == card
    assert names() == ["mine", "other"]


def test_shipped_models_stay_as_they_are() -> None:
    for change in (
        lambda: change_details("studio", ModelDetails("mine", "Mine", "")),
        lambda: delete_model("studio"),
        lambda: delete_model(str(bundled_folder("weights") / "article.json")),
    ):
        with pytest.raises(ModelError, match="comes with Lowexp"):
            change()
    with pytest.raises(ModelError, match="no model “nonesuch”"):
        delete_model("nonesuch")


def test_what_was_deleted_comes_back() -> None:
    card = kept()
    deleted = delete_model("mine")
    assert (names(), files(), deleted.card) == ([], [], card)
    assert deleted_models() == (deleted,)
    with pytest.raises(ModelError, match="no model “mine”"):
        find_model("mine")
    assert restore_model(deleted) == card
    assert load_model(find_model("mine")).card == card
    assert deleted_models() == ()
    with pytest.raises(ModelError, match="cannot be restored"):
        restore_model(deleted)


def test_what_comes_back_takes_no_other_model_s_name() -> None:
    kept(title="First")
    deleted = delete_model("mine")
    kept(title="Second")
    assert restore_model(deleted).name == "mine-2"
    assert find_model("mine").card.title == "Second"
    assert find_model("mine-2").card.title == "First 2"


def test_only_the_last_deleted_ones_are_kept() -> None:
    for number in range(MOST_DELETED + 2):
        kept(f"model-{number}")
        delete_model(f"model-{number}")
    assert [each.card.name for each in deleted_models()] == [
        f"model-{number}" for number in reversed(range(2, MOST_DELETED + 2))
    ]


def test_what_was_deleted_long_ago_goes_for_good() -> None:
    kept()
    deleted = delete_model("mine")
    long_ago = time.time_ns() - 40 * 24 * 3600 * 10**9
    deleted.folder.rename(deleted.folder.with_name(f"{long_ago:020d}-mine"))
    kept("other")
    delete_model("other")
    assert [each.card.name for each in deleted_models()] == ["other"]


def test_other_things_among_the_deleted_stay() -> None:
    kept()
    strange = delete_model("mine").folder.with_name("1-keep me")
    strange.mkdir()
    kept()
    delete_model("mine")
    assert strange.is_dir()
    assert len(deleted_models()) == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.with_suffix(".safetensors").unlink(),
        lambda path: path.with_suffix(".safetensors").write_bytes(b""),
        lambda path: os.truncate(path.with_suffix(".safetensors"), 2**30),
        lambda path: path.write_text("{"),
        lambda path: path.write_text("[" * 100_000),
        lambda path: path.write_text(json.dumps(json.loads(path.read_text()) | {"name": "other"})),
        lambda path: path.write_bytes(b"\xff" * 2_000_000),
        lambda path: path.rename(path.with_name("a b.json")),
    ],
)
def test_damaged_files_in_the_folder_are_left_out_and_logged(
    spoil: object, caplog: pytest.LogCaptureFixture
) -> None:
    kept()
    kept("good")
    spoil(own_models_folder() / "mine.json")  # type: ignore[operator]
    with caplog.at_level(logging.WARNING):
        assert names() == ["good"]
    assert "is left out" in caplog.text
    with pytest.raises(ModelError):
        find_model("mine")


def test_weights_that_were_changed_are_a_sentence() -> None:
    kept()
    with find_model("mine").weights.open("r+b") as stream:
        stream.seek(-1, os.SEEK_END)
        stream.write(b"\xff")
    with pytest.raises(ModelError, match="damaged"):
        load_model(find_model("mine"))


def test_no_user_model_replaces_a_shipped_one(tmp_path: Path) -> None:
    own_models_folder().mkdir(parents=True)
    for suffix in (".json", ".safetensors"):
        shutil.copy(bundled_folder("weights") / f"article{suffix}", own_models_folder() / f"studio{suffix}")
        shutil.copy(bundled_folder("weights") / f"article{suffix}", own_models_folder())
    assert names() == []
    assert find_model("studio").card.title == "Studio"


def test_a_model_that_cannot_be_written_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    saved = own_models.save_bytes

    def disk_full_at_the_card(data: bytes, target: Path, **how: bool) -> None:
        if target.suffix == ".json":
            raise PhotoError(
                Sentence("“mine.json” was not saved: the disk is full; free some space and save again.")
            )
        saved(data, target, **how)

    monkeypatch.setattr(own_models, "save_bytes", disk_full_at_the_card)
    with pytest.raises(PhotoError, match="disk is full"):
        kept()
    assert files() == []


def test_a_library_that_cannot_be_made_is_a_sentence() -> None:
    own_models_folder().parent.mkdir(parents=True, exist_ok=True)
    own_models_folder().touch()
    with pytest.raises(PhotoError, match="models cannot be saved"):
        kept()
    assert names() == []
