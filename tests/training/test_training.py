"""The training loop: it learns, it resumes exactly, it says what is wrong."""

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
import torch
from click.testing import CliRunner
from safetensors.torch import load_file
from torch import nn

from lowexp_gui.cli import main
from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.measuring.brightness import automatic_gamma
from lowexp_gui.model.architectures import WHOLE_SCENE
from lowexp_gui.model.card import ModelError
from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.weights import load_model
from lowexp_gui.training.checkpoint import read_weights
from lowexp_gui.training.data.batches import Batch
from lowexp_gui.training.data.pairs import DataError
from lowexp_gui.training.data.photo_sets import TrainingData
from lowexp_gui.training.loop import Batches, TrainingDiverged, TrainingProgress, train_module
from lowexp_gui.training.losses.scene import SCENE_ENHANCEMENT_LOSS
from lowexp_gui.training.module_data import initial_network
from lowexp_gui.training.plans import PLANS
from lowexp_gui.training.program import trained_networks
from lowexp_gui.training.publishing import assemble, measured_before, measured_by_set, publish
from lowexp_gui.training.recipe import HoldBack, Module, Optimiser, Recipe, learning_rate_at
from lowexp_gui.training.trainings import training_of
from lowexp_gui.training.validation import BY_SCENE, Split, mean_change, splits_of, validate_split

DEVICE = torch.device("cpu")
RECIPE = Recipe(steps=6, batch=2, crop=176)
SCENE_RECIPE = replace(
    RECIPE, architecture=WHOLE_SCENE.name, working_size=128, optimiser=Optimiser.ADAM, averaging=0.9
)


def batches_of(module: Module, data: TrainingData, recipe: Recipe) -> Batches:
    return training_of(recipe.architecture).modules[module].batches(data, recipe, None)


def train(
    module: Module, data: TrainingData, path: Path, recipe: Recipe = RECIPE, stop_at: int | None = None
) -> list[TrainingProgress]:
    cancel, told = Event(), []

    def report(progress: TrainingProgress) -> None:
        told.append(progress)
        if progress.step == stop_at:
            cancel.set()

    trained(module, recipe, batches_of(module, data, recipe), path, report, cancel)
    return told


def trained(
    module: Module,
    recipe: Recipe,
    batches: Batches,
    path: Path,
    report: Callable[[TrainingProgress], None] = lambda _: None,
    cancel: Event | None = None,
) -> nn.Module:
    return train_module(
        module,
        recipe,
        initial_network(module, recipe),
        training_of(recipe.architecture).modules[module].loss,
        batches,
        path,
        device=DEVICE,
        report=report,
        cancel=cancel or Event(),
    )


@pytest.mark.parametrize("module", Module)
@pytest.mark.parametrize("recipe", [RECIPE, SCENE_RECIPE], ids=["article", "whole scene"])
def test_an_interrupted_training_ends_in_the_same_weights(
    module: Module, recipe: Recipe, data: TrainingData, tmp_path: Path
) -> None:
    whole, parts = tmp_path / "whole.safetensors", tmp_path / "parts.safetensors"
    train(module, data, whole, recipe)
    for stop in (1, 4):
        assert train(module, data, parts, recipe, stop_at=stop)[-1].step == stop
    assert [progress.step for progress in train(module, data, parts, recipe)] == [5, 6]
    first, second = load_file(whole), load_file(parts)
    assert first.keys() == second.keys()
    for name in first:
        assert torch.equal(first[name], second[name]), name


def test_the_loss_falls(data: TrainingData, tmp_path: Path) -> None:
    told = train(
        Module.ENHANCEMENT, data, tmp_path / "c.safetensors", replace(RECIPE, steps=60, learning_rate=2e-3)
    )
    assert told[-1].loss < 0.8 * told[0].loss
    assert told[-1].skipped == 0
    assert told[0].seconds_left > told[-1].seconds_left == 0


def test_a_checkpoint_of_another_recipe_or_module_is_refused(data: TrainingData, tmp_path: Path) -> None:
    path = tmp_path / "c.safetensors"
    train(Module.DENOISING, data, path, stop_at=1)
    with pytest.raises(DataError, match="other settings"):
        train(Module.DENOISING, data, path, replace(RECIPE, seed=2))
    with pytest.raises(DataError, match="other settings"):
        train(Module.ENHANCEMENT, data, path)


@pytest.mark.parametrize("length", [0, 7, 500])
def test_a_damaged_checkpoint_is_a_sentence(data: TrainingData, tmp_path: Path, length: int) -> None:
    path = tmp_path / "c.safetensors"
    train(Module.DENOISING, data, path, stop_at=1)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(DataError, match="damaged"):
        train(Module.DENOISING, data, path)


class Poisoned:
    """Batches of which some are not finite."""

    def __init__(self, batches: Batches, every: int) -> None:
        self.batches, self.every = batches, every

    def at(self, step: int) -> Batch:
        batch = self.batches.at(step)
        return batch._replace(degraded=batch.degraded * float("nan")) if step % self.every == 0 else batch


def test_a_step_without_a_finite_gradient_changes_nothing(data: TrainingData, tmp_path: Path) -> None:
    poisoned = Poisoned(batches_of(Module.DENOISING, data, RECIPE), 3)
    told: list[TrainingProgress] = []
    network = trained(Module.DENOISING, RECIPE, poisoned, tmp_path / "c.safetensors", told.append)
    assert told[-1].skipped == 2
    assert all(torch.isfinite(parameter).all() for parameter in network.parameters())


def test_a_training_that_diverges_ends_with_a_sentence(data: TrainingData, tmp_path: Path) -> None:
    class Same:
        """One batch again and again."""

        def at(self, _step: int) -> Batch:
            return batch

    recipe = replace(RECIPE, steps=100, batch=1)
    batch = Poisoned(batches_of(Module.DENOISING, data, recipe), 1).at(0)
    with pytest.raises(TrainingDiverged, match="smaller learning rate"):
        trained(Module.DENOISING, recipe, Same(), tmp_path / "c.safetensors")


def test_the_learning_rate_rises_and_falls() -> None:
    recipe = Recipe(steps=1000)
    rates = [learning_rate_at(recipe, step) for step in range(1000)]
    assert max(rates) <= recipe.learning_rate
    assert rates[0] < rates[50] < rates[100] > rates[500] > rates[999] > 0


def test_a_trained_model_is_published_and_found_again(data: TrainingData, tmp_path: Path) -> None:
    networks = [
        trained(module, RECIPE, batches_of(module, data, RECIPE), tmp_path / f"{module}.safetensors")
        for module in Module
    ]
    plan = replace(PLANS["article"], recipes=dict.fromkeys(Module, RECIPE))
    model, content = assemble("mine", plan, data, (networks[0], networks[1]))
    (split,) = splits_of(data, HoldBack.SCENES)
    assert split == Split("set", BY_SCENE, data.dark[0].validation)
    figures = validate_split(split, model, CPU, lambda *_: None, Event())
    assert figures.pairs == 2
    card = publish(tmp_path / "library", model, content, measured_by_set([figures]))
    found = load_model(find_model("mine", tmp_path / "library"))
    assert load_model(find_model(str(card))).card == found.card
    assert "before a last training" in measured_before(found.card)["set"]["split"]
    assert measured_before(found.card)["set"]["final"] == found.card.measured["set"]["final"]
    assert found.card.measured["set"]["final"]["psnr"] == pytest.approx(figures.final.psnr, abs=0.001)
    assert found.card.recipe["enhancement"]["seed"] == RECIPE.seed
    for mine, theirs in zip(model.denoising.parameters(), found.denoising.parameters(), strict=True):
        assert torch.equal(mine, theirs)


@pytest.mark.parametrize("name", ["mine.json", "mine.safetensors"])
def test_training_writes_over_nothing_of_others(data_folder: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("somebody's own")
    command = ["lab", "train", "--data", data_folder, "-o", tmp_path, "--name", "mine", "--batch", "2"]
    steps = ["--enhancement-steps", "1", "--denoising-steps", "1", "--device", "cpu"]
    ended = CliRunner().invoke(main, [str(each) for each in (*command, *steps)])
    assert ended.exit_code == 1
    assert f"“{name}” exists and is not a model" in ended.output
    # It is said before the work.
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "somebody's own"


def test_a_training_that_is_repeated_writes_its_model_again(data_folder: Path, tmp_path: Path) -> None:
    command = ["lab", "train", "--data", data_folder, "-o", tmp_path, "--name", "mine", "--batch", "2"]
    steps = ["--enhancement-steps", "1", "--denoising-steps", "1", "--device", "cpu"]
    for _ in range(2):
        ended = CliRunner().invoke(main, [str(each) for each in (*command, *steps)])
        assert ended.exit_code == 0, ended.output


def test_the_whole_photo_s_mean_colour_can_be_weighed() -> None:
    torch.manual_seed(0)
    network, dark = WHOLE_SCENE.enhancement(), torch.rand(2, 3, 128, 128) * 0.3
    batch = Batch(dark, (dark * 2.5).clamp(0, 1), torch.ones_like(dark))
    with torch.no_grad():
        plain, weighed, twice = (
            float(SCENE_ENHANCEMENT_LOSS(network, batch, replace(SCENE_RECIPE, whole_weight=weight)))
            for weight in (0.0, 1.0, 2.0)
        )
    assert weighed > plain + 0.01
    assert twice - weighed == pytest.approx(weighed - plain, rel=1e-3)


@pytest.mark.parametrize("working_size", [16, 33, 96, 100])
@pytest.mark.parametrize("module", Module)
def test_a_model_of_any_working_size_can_be_trained(
    module: Module, working_size: int, data: TrainingData, tmp_path: Path
) -> None:
    recipe = replace(SCENE_RECIPE, working_size=working_size)
    told = train(module, data, tmp_path / "checkpoint.safetensors", recipe)
    assert all(math.isfinite(progress.loss) for progress in told)


def test_how_far_good_photos_are_changed(data: TrainingData) -> None:
    model = load_model(find_model("article"))
    photos = data.clean[:2]
    assert 1 < mean_change(photos, model, CPU, Event()) < 100
    for network, bias in ((model.enhancement, 20), (model.denoising, 0)):
        # The last layers alone: full light, and no noise.
        *_, last = network.modules()
        last.weight.zero_()
        last.bias.fill_(bias)
    assert mean_change(photos, model, CPU, Event()) < 0.01


def test_two_trainings_are_put_together_with_their_recipes(data: TrainingData, tmp_path: Path) -> None:
    paths, recipes = [], {}
    for seed, module in enumerate(Module):
        recipe = recipes[module] = replace(RECIPE, seed=seed + 5, hold_back=HoldBack.FAMILIAR)
        paths.append(tmp_path / f"{module}.safetensors")
        trained(module, recipe, batches_of(module, data, recipe), paths[-1])
    found, networks = trained_networks(paths[::-1])
    assert found == recipes
    assert all(recipe.hold_back is HoldBack.FAMILIAR for recipe in found.values())
    for network, path in zip(networks, paths, strict=True):
        for name, value in read_weights(path).items():
            assert torch.equal(network.state_dict()[name], value)
    with pytest.raises(DataError, match="two checkpoints of"):
        trained_networks([paths[0], paths[0]])
    paths[1].write_bytes(b"nothing of the kind")
    with pytest.raises(DataError, match="damaged"):
        trained_networks(paths)


def test_the_automatic_gamma_reaches_its_mean() -> None:
    torch.manual_seed(0)
    picture = torch.rand(50, 50, 3).numpy() * 0.2
    assert automatic_gamma(picture).mean() == pytest.approx(0.45, abs=0.001)


def test_a_training_can_start_from_a_model_of_its_own_kind_only() -> None:
    article = load_model(find_model("article"))
    begun = initial_network(Module.DENOISING, replace(RECIPE, start="article"))
    for name, value in article.denoising.state_dict().items():
        assert torch.equal(begun.state_dict()[name], value)
    with pytest.raises(ModelError, match="other networks"):
        initial_network(Module.DENOISING, replace(SCENE_RECIPE, start="article"))
    with pytest.raises(ModelError, match="no model"):
        initial_network(Module.DENOISING, replace(RECIPE, start="nobody"))
