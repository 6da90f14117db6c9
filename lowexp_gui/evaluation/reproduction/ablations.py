"""Which trainings the article's figure 6 and its ambiguous readings take."""

from dataclasses import dataclass, replace

from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.training.plans import PLANS
from lowexp_gui.training.recipe import Module, Recipe

BATCH = 4
CROP = 176
"""The smallest that five-scale MS-SSIM takes, for most iterations in a given time."""


@dataclass(frozen=True)
class Ablation:
    """A form of the article's model.

    Attributes:
        name: of the plan that trains it.
        title: what it is, in words.
        light, noise: the plans whose trainings its two modules come from.
        stage: whose picture is the result.
    """

    name: str
    title: str
    light: str
    noise: str
    stage: Stage = Stage.FINAL


FULL = Ablation("article", "full model", "article", "article")
FIGURE_6 = (
    FULL,
    Ablation("article-one-way", "without the two-way loss", "article-one-way", "article"),
    Ablation("article-five-layers", "five-layer step 2", "article-five-layers", "article"),
    Ablation(
        "article-first-part", "first part only, no denoiser", "article-first-part", "article", Stage.ENHANCED
    ),
)
"""The lines of the article's figure 6. Both modules are trained separately, so they share one denoiser."""
READINGS = (
    Ablation(
        "article-separate-passes", "separate weights in each pass", "article", "article-separate-passes"
    ),
    Ablation("article-formula-6", "denoiser by formula 6 alone", "article", "article-formula-6"),
    Ablation("article-plain-mean", "two-way loss as mean over channels", "article-plain-mean", "article"),
    Ablation("article-full-size", "light seen at full size", "article-full-size", "article"),
)
"""Readings of what the article leaves open, each beside the one chosen (`FULL`)."""


@dataclass(frozen=True)
class Training:
    """One module to be trained.

    Attributes:
        plan: by name.
        module: of it.
    """

    plan: str
    module: Module

    def recipe(self, steps: int) -> Recipe:
        """Its settings, for some steps in all."""
        return replace(PLANS[self.plan].recipes[self.module], steps=steps, batch=BATCH, crop=CROP)


def trainings() -> tuple[Training, ...]:
    """All that figure 6 and the readings take, each once."""
    forms = FIGURE_6 + READINGS
    lights = dict.fromkeys(each.light for each in forms)
    noises = dict.fromkeys(each.noise for each in forms)
    return (
        *(Training(plan, Module.ENHANCEMENT) for plan in lights),
        *(Training(plan, Module.DENOISING) for plan in noises),
    )
