"""Weights and checkpoints of earlier versions, whose layers had other names."""

import hashlib
import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save, save_file

from lowexp_gui.model.architectures import ARCHITECTURES
from lowexp_gui.model.card import ModelCard, ModelError
from lowexp_gui.model.layer_names import FORMER_LAYER_NAMES
from lowexp_gui.model.model_library import StoredModel, find_model
from lowexp_gui.model.weights import encode_weights, load_model
from lowexp_gui.training.checkpoint import TrainingState, load_checkpoint, read_weights, save_checkpoint
from lowexp_gui.training.plans import PLANS
from lowexp_gui.training.recipe import Module

FORMER = {
    "scale2": "blotches",
    "to_scale2": "to_blotches",
    "from_scale2": "from_blotches",
    "scale3": "clouds",
    "to_scale3": "to_clouds",
    "from_scale3": "from_clouds",
    "estimate": "guess",
    "gate": "share",
    "excitation": "judge",
}
"""The names in files of earlier versions; repeated here, so that the table cannot lose one unnoticed."""


def with_former_names(tensors: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    renamed = {
        ".".join(FORMER.get(part, part) for part in name.split(".")): value for name, value in tensors.items()
    }
    assert renamed.keys() != tensors.keys()
    return renamed


def stored(folder: Path, card: ModelCard, tensors: dict[str, torch.Tensor]) -> StoredModel:
    content = save(tensors)
    (folder / "some.safetensors").write_bytes(content)
    return StoredModel(replace(card, sha256=hashlib.sha256(content).hexdigest()), folder / "some.safetensors")


@pytest.mark.parametrize("name", ["open", "studio"])
def test_a_model_of_an_earlier_version_has_the_same_weights(name: str, tmp_path: Path) -> None:
    present = load_model(find_model(name))
    (tmp_path / "present.safetensors").write_bytes(encode_weights(present.enhancement, present.denoising))
    former = with_former_names(load_file(tmp_path / "present.safetensors"))
    loaded = load_model(stored(tmp_path, present.card, former))
    for network, other in (
        (present.enhancement, loaded.enhancement),
        (present.denoising, loaded.denoising),
    ):
        for key, value in network.state_dict().items():
            assert torch.equal(other.state_dict()[key], value), key


def test_a_layer_by_both_of_its_names_is_refused(tmp_path: Path) -> None:
    present = load_model(find_model("open"))
    (tmp_path / "present.safetensors").write_bytes(encode_weights(present.enhancement, present.denoising))
    tensors = load_file(tmp_path / "present.safetensors")
    both = tensors | {"denoising.guess.bias": tensors["denoising.estimate.bias"].clone()}
    with pytest.raises(ModelError, match="do not fit its networks"):
        load_model(stored(tmp_path, present.card, both))


@pytest.mark.parametrize("architecture", ARCHITECTURES.values(), ids=ARCHITECTURES)
def test_no_layer_has_a_name_that_another_had(architecture) -> None:
    for network in (architecture.enhancement(), architecture.denoising()):
        parts = {part for key in network.state_dict() for part in key.split(".")}
        assert not parts & FORMER_LAYER_NAMES.keys()


@pytest.mark.parametrize("module", Module)
def test_a_training_continues_from_a_checkpoint_of_an_earlier_version(module: Module, tmp_path: Path) -> None:
    recipe = PLANS["open"].recipes[module]
    architecture = ARCHITECTURES[recipe.architecture]
    makes = architecture.enhancement if module is Module.ENHANCEMENT else architecture.denoising

    def begun(seed: int) -> TrainingState:
        torch.manual_seed(seed)
        network = makes()
        optimiser = torch.optim.Adam(network.parameters())
        sum(parameter.square().sum() for parameter in network.parameters()).backward()
        optimiser.step()
        averaged = {name: value.detach() / 2 for name, value in network.named_parameters()}
        return TrainingState(network, optimiser, averaged)

    before, after = begun(1), begun(2)
    path = tmp_path / "some.safetensors"
    save_checkpoint(path, before, 7, module, recipe)
    about = {"step": "7", "module": module.value, "recipe": json.dumps(asdict(recipe))}
    save_file(with_former_names(load_file(path)), path, about)

    assert load_checkpoint(path, after, module, recipe) == 7
    for (name, parameter), other in zip(
        before.network.named_parameters(), after.network.parameters(), strict=True
    ):
        assert torch.equal(parameter, other), name
        for key, value in before.optimiser.state[parameter].items():
            assert torch.equal(after.optimiser.state[other][key], value), (name, key)
        assert torch.equal(before.averaged[name], after.averaged[name]), name
        assert torch.equal(read_weights(path)[name], before.averaged[name]), name
