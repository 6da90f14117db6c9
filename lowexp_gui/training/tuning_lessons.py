"""What a model is taught with, when it is taught on: a person's prepared photos, and rehearsal."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from torch import Tensor

from lowexp_gui.enhancing.field import IlluminationField
from lowexp_gui.model.architectures import ARTICLE, SCENE_ARCHITECTURES
from lowexp_gui.model.card import ModelCard, ModelError
from lowexp_gui.model.networks import EnhancementNetwork
from lowexp_gui.training.batches import DenoisingBatches, EnhancementBatches, Sampling
from lowexp_gui.training.camera_noise import CameraNoise
from lowexp_gui.training.holding_back import Part
from lowexp_gui.training.loop import Batches
from lowexp_gui.training.noise_batches import Estimate, NoiseBatches, NoiseSampling
from lowexp_gui.training.pairs import Pair, Pixels, read_pixels
from lowexp_gui.training.plans import PLANS
from lowexp_gui.training.prepared_pairs import PreparedPair, PreparedPairs
from lowexp_gui.training.recipe import Module, Recipe
from lowexp_gui.training.rehearsal import rehearsal_photos, write_dark_pairs, write_rehearsal_pairs
from lowexp_gui.training.scene_batches import SceneBatches, SceneSampling

_BASES = {ARTICLE.name: PLANS["article"]} | {each.name: PLANS["open"] for each in SCENE_ARCHITECTURES}
# What these were chosen by stands in weights/experiments.md: with larger steps, or more weight on the
# brightness of the whole photo, the few scenes are learnt by heart, and others get worse.
_CHANGES = {
    Module.ENHANCEMENT: {
        "batch": 8,
        "learning_rate": 2e-4,
        "synthetic_share": 0.25,
        "lit_share": 0.25,
        "radiance_share": 0.0,
        "exposure_spread": 0.6,
        "whole_weight": 0.0,
        "averaging": 0.99,
    },
    Module.DENOISING: {
        "batch": 4,
        "learning_rate": 5e-4,
        "synthetic_share": 0.3,
        "noisier_stops": 1.0,
        "averaging": 0.99,
    },
}
_STEPS = {Module.ENHANCEMENT: 300, Module.DENOISING: 600}
_MOST_STEPS = {Module.ENHANCEMENT: 3000, Module.DENOISING: 6000}
_USUAL_PAIRS = 20
_CAMERA_SHARE, _CAMERA_SHARE_WITH_PAIRS = 0.7, 0.5
"""How many of the synthetic photos have the noise of the person's camera; the others rehearse."""


def tuning_recipe(
    module: Module,
    start: ModelCard,
    pairs: int,
    steps: int | None,
    seed: int,
    camera: CameraNoise | None = None,
    *,
    clean: bool = False,
) -> Recipe:
    """The settings of a module.

    Args:
        start: card of the model that is taught on.
        pairs: how many are taught, or clean photos; more of them take more steps.
        steps: at most; None for as many as suit the pairs.
        camera: whose noise the denoiser is taught on the person's photos.
        clean: whether these are clean photos alone, not pairs.

    Raises:
        ModelError: its networks cannot be taught.
    """
    plan = _BASES.get(start.architecture)
    if plan is None:
        raise ModelError(
            f"The model “{start.name}” needs another version of Lowexp (“{start.architecture}”)."
        )
    usual = round(_STEPS[module] * max(1.0, (pairs / _USUAL_PAIRS) ** 0.5))
    return replace(
        plan.recipes[module],
        steps=steps or min(usual, _MOST_STEPS[module]),
        seed=seed,
        working_size=start.working_size,
        start=start.name,
        architecture=start.architecture,
        bounded=start.bounded,
        bfloat16=False,
        camera=camera,
        camera_share=1.0 if camera is None else _CAMERA_SHARE if clean else _CAMERA_SHARE_WITH_PAIRS,
        **_CHANGES[module],  # type: ignore[arg-type]
    )


def tuning_batches(
    module: Module, recipe: Recipe, prepared: PreparedPairs, light: EnhancementNetwork | None
) -> Batches:
    """The batches of a module.

    Args:
        light: for the denoiser, the enhancement network as it was taught, on the CPU.
    """
    return _BATCHES[recipe.architecture, module](recipe, prepared, light)


def _scene_light(recipe: Recipe, prepared: PreparedPairs, _: EnhancementNetwork | None) -> Batches:
    sampling = SceneSampling(
        recipe.seed,
        recipe.batch,
        recipe.working_size,
        recipe.synthetic_share,
        recipe.kept_share,
        recipe.exposure_spread,
        brightness=recipe.brightness,
        palest=recipe.palest,
        lit_share=recipe.lit_share,
    )
    return SceneBatches((prepared.copies(Part.TAUGHT), ()), rehearsal_photos(), sampling)


def _scene_noise(recipe: Recipe, prepared: PreparedPairs, light: EnhancementNetwork | None) -> Batches:
    sampling = NoiseSampling(
        recipe.seed,
        recipe.batch,
        recipe.crop,
        recipe.synthetic_share,
        noisier_stops=recipe.noisier_stops,
        camera=recipe.camera,
        camera_share=recipe.camera_share,
        processed_share=recipe.processed_share,
    )
    pieces = prepared.pieces(Part.TAUGHT)
    own = [pair.high for pair in pieces] if recipe.camera is not None else []
    # Clean photos have no dark ones.
    pairs = [pair for pair in pieces if pair.low != pair.high]
    estimate = Estimate(light, recipe.working_size, recipe.bounded) if light and pairs else None
    source = WholeLight(prepared, Part.TAUGHT, estimate) if estimate else None
    return NoiseBatches(rehearsal_photos(), (pairs, ()), (), sampling, source, own)


def _article_light(recipe: Recipe, prepared: PreparedPairs, _: EnhancementNetwork | None) -> Batches:
    # Half of the lessons are rehearsal: sets are drawn equally often.
    sets = prepared.copies(Part.TAUGHT), write_rehearsal_pairs(prepared.folder / "rehearsal", recipe.seed)
    return EnhancementBatches(sets, rehearsal_photos(), Sampling(recipe.seed, recipe.batch, recipe.crop))


def _article_noise(recipe: Recipe, prepared: PreparedPairs, _: EnhancementNetwork | None) -> Batches:
    sampling, pairs = Sampling(recipe.seed, recipe.batch, recipe.crop), prepared.pieces(Part.TAUGHT)
    own = [pair.high for pair in pairs if pair.low == pair.high]
    if own:
        pairs = write_dark_pairs(own, prepared.folder / "calculated", recipe.seed, recipe.camera)
    return DenoisingBatches(rehearsal_photos(), pairs, (), sampling)


_BATCHES: dict[tuple[str, Module], Callable[[Recipe, PreparedPairs, EnhancementNetwork | None], Batches]] = {
    (ARTICLE.name, Module.ENHANCEMENT): _article_light,
    (ARTICLE.name, Module.DENOISING): _article_noise,
    **{
        (architecture.name, module): batches
        for architecture in SCENE_ARCHITECTURES
        for module, batches in ((Module.ENHANCEMENT, _scene_light), (Module.DENOISING, _scene_noise))
    },
}


@dataclass(frozen=True, eq=False)
class LightOfPiece:
    """The light of a whole photo, seen from one of its pieces."""

    field: IlluminationField
    left: int
    top: int

    def at(self, photo: Tensor, left: int, top: int) -> Tensor:
        """The light of a part of the piece; see `IlluminationField.at`."""
        return self.field.at(photo, self.left + left, self.top + top)


class WholeLight:
    """Gives pieces the light of the photos that they are of, each estimated once."""

    def __init__(self, prepared: PreparedPairs, part: Part, estimate: Estimate) -> None:
        """Estimate the light of all photos of a part that there are pieces of."""
        self._lights: dict[Path, LightOfPiece] = {}
        for pair in prepared.of(part):
            if not pair.pieces:
                continue
            field = light_of(pair, prepared.folder, estimate)
            for piece in pair.pieces:
                self._lights[prepared.folder / piece.low] = LightOfPiece(field, piece.left, piece.top)

    def of(self, pair: Pair, _low: Pixels) -> LightOfPiece:
        """The light of a piece."""
        return self._lights[pair.low]


def light_of(pair: PreparedPair, folder: Path, estimate: Estimate) -> IlluminationField:
    """The light of a whole photo, of its small copy, for its full size."""
    return replace(
        estimate.of(Pair(folder / pair.low, folder / pair.high), read_pixels(folder / pair.low)),
        width=pair.width,
        height=pair.height,
    )
