"""What a training is: its two modules, and the settings of each run."""

import math
from dataclasses import dataclass
from enum import StrEnum

from lowexp_gui.model.architectures import ARTICLE
from lowexp_gui.training.camera_noise.profile import CameraNoise


class Optimiser(StrEnum):
    """How weights follow gradients: the article's RMSProp, or Adam (Kingma 2015)."""

    RMSPROP = "rmsprop"
    ADAM = "adam"


class Module(StrEnum):
    """The two networks of the article, trained separately (Algorithm 1)."""

    ENHANCEMENT = "enhancement"
    DENOISING = "denoising"


class HoldBack(StrEnum):
    """Which pairs are held back from training, to measure with.

    SCENES: whole scenes, the validation split. FAMILIAR: these, and some photos of scenes that others show in
    other exposures, as most of the published LOL test. NOTHING: all pairs are used, for final weights.
    """

    SCENES = "scenes"
    FAMILIAR = "familiar"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Recipe:
    """The settings of one module's training.

    Attributes:
        steps: of the whole run.
        batch: pictures a step, of all processes together.
        crop: side of the crops, pixels, a multiple of 8, at least 176.
        learning_rate: at its highest; it rises over the first steps and falls by a cosine.
        seed: of the first weights and of the order of the photos.
        working_size: side of what the enhancement network sees of a scene, pixels; the denoiser ignores it.
        architecture: which networks are trained, by name.
        start: a model whose weights are the first, by name or by the path of its card; empty for fresh ones.
        synthetic_share: share of samples that are darkened well-exposed photos, 0..1 (whole-scene network).
        kept_share: how many are well-exposed photos as they are, 0..1 (the same).
        exposure_spread: of the random exposure of real dark photos, stops of encoded values (the same).
        aligned_share: how many of the real pairs show still scenes by a fixed camera, 0..1 (the same).
        brightness: mean of encoded values that well-exposed scenes get before they are darkened; 0 leaves
            them as they are (whole-scene enhancement network).
        palest: the least saturation that well-exposed scenes keep before they are darkened, 0..1: shared
            photos are more vivid than those of the night (whole-scene enhancement network).
        radiance_share: share of samples that are views of panoramas of real radiance; the reference is the
            fusion of a virtual bracket, 0..1 (whole-scene enhancement network).
        lit_share: how many are well-exposed photos in another light, 0..1; with such a goal for the
            enhancement network, and with cameras' noise for the denoiser.
        noisier_stops: by how much cameras may be noisier than the synthetic ones, at most; half of the
            aligned pairs get some grain on top (whole-scene denoiser).
        camera: whose noise synthetic photos get, around what was measured; None for that of cameras at large
            (whole-scene denoiser).
        camera_share: how many of the synthetic photos get the camera's noise, 0..1; the others get that of
            cameras at large (the same).
        processed_share: how many of the other synthetic photos have noise as cameras' own processing leaves
            it: blotches, JPEG (the same).
        whole_weight: of the error of the whole photo's mean colour, beside the losses of the article
            (whole-scene enhancement network).
        bounded: whether the photo sets bounds to the light, in training as in use, see `ModelCard`
            (whole-scene network).
        two_way_weight: of the two-way loss, beside what it weighs by the choices of the losses' modules; 0
            leaves it out.
        fidelity_weight: of the denoiser's mean absolute error, in the same way.
        hold_back: which pairs are not used for training.
        optimiser: how weights follow gradients.
        averaging: weights are averaged over the run, those of n steps ago counting averaging**n; 0 for none
            (Polyak 1992).
        bfloat16: run the networks' convolutions in bfloat16; losses and weights stay in float32.
    """

    steps: int
    batch: int = 8
    crop: int = 192
    learning_rate: float = 1e-3
    seed: int = 1
    working_size: int = 32
    architecture: str = ARTICLE.name
    start: str = ""
    synthetic_share: float = 0.25
    kept_share: float = 0.08
    exposure_spread: float = 0.25
    aligned_share: float = 0.5
    brightness: float = 0.0
    palest: float = 1.0
    radiance_share: float = 0.0
    lit_share: float = 0.0
    noisier_stops: float = 0.0
    camera: CameraNoise | None = None
    camera_share: float = 1.0
    processed_share: float = 0.0
    whole_weight: float = 0.0
    bounded: bool = True
    two_way_weight: float = 1.0
    fidelity_weight: float = 1.0
    hold_back: HoldBack = HoldBack.SCENES
    optimiser: Optimiser = Optimiser.RMSPROP
    averaging: float = 0.0
    bfloat16: bool = False


WARM_UP_STEPS = 100


def learning_rate_at(recipe: Recipe, step: int) -> float:
    """The learning rate of a step: a linear rise, then half a cosine down to nearly zero."""
    rise = min(1.0, (step + 1) / WARM_UP_STEPS)
    fall = 0.5 * (1 + math.cos(math.pi * step / recipe.steps))
    return recipe.learning_rate * rise * max(fall, 0.005)
