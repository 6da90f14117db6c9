"""Models on disk: found, checked, refused."""

import json
import shutil
from pathlib import Path

import pytest

from lowexp_gui.bundled import bundled_folder
from lowexp_gui.model.card import LARGEST_WEIGHTS, ModelError, read_card
from lowexp_gui.model.model_library import DEFAULT_MODEL, find_model, list_models
from lowexp_gui.model.networks import parameter_count
from lowexp_gui.model.weights import load_model


@pytest.fixture
def library(tmp_path: Path) -> Path:
    for suffix in (".json", ".safetensors"):
        shutil.copy(bundled_folder("weights") / f"article{suffix}", tmp_path)
    return tmp_path


def test_every_bundled_model_loads_and_has_terms() -> None:
    models = list_models()
    assert DEFAULT_MODEL in [model.card.name for model in models]
    for model in models:
        assert load_model(model).card.terms
        assert model.card.data
        assert all(source.terms for source in model.card.data)


def test_the_article_model_has_the_article_s_size() -> None:
    model = load_model(find_model("article"))
    assert parameter_count(model.enhancement) + parameter_count(model.denoising) == 93_705


def test_the_article_model_beats_an_automatic_gamma_by_its_own_card() -> None:
    measured = find_model("article").card.measured
    assert len(measured) >= 2
    for figures in measured.values():
        assert figures["final"]["psnr"] >= figures["gamma"]["psnr"] + 1


def test_an_unknown_model_is_named_with_those_that_there_are(library: Path) -> None:
    with pytest.raises(ModelError, match=r"no model “nonesuch”.*article"):
        find_model("nonesuch", library)


@pytest.mark.parametrize("name", ["../article", "", ".", "a/b", "\0"])
def test_a_name_that_is_a_path_is_no_model(library: Path, name: str) -> None:
    with pytest.raises(ModelError, match="no model"):
        find_model(name, library)


@pytest.mark.parametrize("position", [0, 9, 5000, -1])
def test_one_changed_byte_is_noticed(library: Path, position: int) -> None:
    weights = library / "article.safetensors"
    content = bytearray(weights.read_bytes())
    content[position] ^= 1
    weights.write_bytes(content)
    with pytest.raises(ModelError, match="damaged"):
        load_model(find_model("article", library))


def test_missing_weights_are_a_sentence(library: Path) -> None:
    (library / "article.safetensors").unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        load_model(find_model("article", library))


def test_huge_weights_are_refused_before_they_are_read(library: Path) -> None:
    with (library / "article.safetensors").open("r+b") as file:
        file.truncate(LARGEST_WEIGHTS + 1)
    with pytest.raises(ModelError, match="are too large"):
        load_model(find_model("article", library))


@pytest.mark.parametrize("content", ["", "[]", "{", '{"name": "article"}', "null", '"text"'])
def test_a_damaged_card_is_a_sentence(library: Path, content: str) -> None:
    (library / "article.json").write_text(content)
    with pytest.raises(ModelError, match="card"):
        find_model("article", library)
    assert list_models(library) == ()


@pytest.mark.parametrize("size", ["x", 0, -3, 1.5, None, True, 10**9])
def test_a_card_with_a_senseless_working_size_is_a_sentence(library: Path, size: object) -> None:
    fields = json.loads((library / "article.json").read_text())
    (library / "article.json").write_text(json.dumps(fields | {"working_size": size}))
    with pytest.raises(ModelError, match="card"):
        find_model("article", library)


def test_a_card_survives_its_round_trip(library: Path) -> None:
    card = read_card(library / "article.json")
    (library / "again.json").write_text(card.to_json())
    assert read_card(library / "again.json") == card


def test_weights_of_another_architecture_are_refused(library: Path) -> None:
    fields = json.loads((library / "article.json").read_text())
    (library / "article.json").write_text(json.dumps(fields | {"architecture": "another"}))
    with pytest.raises(ModelError, match="another version"):
        load_model(find_model("article", library))
