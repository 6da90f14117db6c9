"""What the program's own models were trained by: networks, photos, and the settings of both modules."""

from dataclasses import dataclass, replace
from typing import Any

from lowexp_gui.measuring.brightness import USUAL_MEAN
from lowexp_gui.model.architectures import (
    FIRST_PART,
    FIVE_LAYERS,
    REFINED_SCENE,
    SEPARATE_PASSES,
    WHOLE_SCENE,
)
from lowexp_gui.training.data.photo_sets import TrainingData
from lowexp_gui.training.recipe import Module, Optimiser, Recipe
from lowexp_gui.translatable import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class Plan:
    """How a model comes about.

    Attributes:
        name: of the plan.
        title: of the model of the same name.
        description: of the models it gives, for their cards.
        terms: what they may be used for, in words.
        open_photos_only: learn from photos whose terms allow commercial use alone.
        recipes: the settings of both modules.
    """

    name: str
    title: str
    description: str
    terms: str
    open_photos_only: bool
    recipes: dict[Module, Recipe]

    @property
    def architecture(self) -> str:
        """The networks' name."""
        return self.recipes[Module.ENHANCEMENT].architecture

    def photos(self, data: TrainingData) -> TrainingData:
        """Those of a data folder's photos that the model may learn from."""
        return replace(data, dark=(), noisy=()) if self.open_photos_only else data


_RESEARCH = QT_TRANSLATE_NOOP(
    "models",
    "Research and private, non-commercial use only, because some of the training photos require this.",
)
_SCENE = Recipe(
    steps=0,
    batch=16,
    learning_rate=1.5e-3,
    working_size=96,
    architecture=WHOLE_SCENE.name,
    optimiser=Optimiser.ADAM,
    averaging=0.999,
)
_ALL_PLANS = (
    Plan(
        "article",
        QT_TRANSLATE_NOOP("models", "Article"),
        QT_TRANSLATE_NOOP(
            "models",
            "The article's progressive dual network (93,705 parameters), trained by Algorithm 1.",
        ),
        _RESEARCH,
        False,
        {
            Module.ENHANCEMENT: Recipe(steps=5500, crop=176, bfloat16=True),
            Module.DENOISING: Recipe(steps=4500, crop=192, bfloat16=True),
        },
    ),
    Plan(
        "studio",
        QT_TRANSLATE_NOOP("models", "Studio"),
        QT_TRANSLATE_NOOP(
            "models", "The whole-scene dual network, trained on real and synthetic dark photos."
        ),
        _RESEARCH,
        False,
        {
            Module.ENHANCEMENT: replace(
                _SCENE,
                steps=11000,
                synthetic_share=0.12,
                kept_share=0.14,
                exposure_spread=0.25,
                aligned_share=0.72,
            ),
            Module.DENOISING: replace(
                _SCENE,
                steps=22000,
                batch=4,
                crop=192,
                synthetic_share=0.3,
                aligned_share=0.65,
                noisier_stops=2.0,
            ),
        },
    ),
    Plan(
        "open",
        QT_TRANSLATE_NOOP("models", "Open"),
        QT_TRANSLATE_NOOP(
            "models",
            "The whole-scene dual network, trained on calculated photos: open photos and panoramas "
            "in other light.",
        ),
        QT_TRANSLATE_NOOP(
            "models",
            "Any use, also commercial: the training photos are CC0, CC BY, CC BY-SA or under the Unsplash "
            "licence.",
        ),
        True,
        {
            Module.ENHANCEMENT: replace(
                _SCENE,
                architecture=REFINED_SCENE.name,
                steps=4500,
                working_size=128,
                kept_share=0.15,
                brightness=USUAL_MEAN,
                palest=0.3,
                whole_weight=4.0,
                radiance_share=0.35,
                lit_share=0.25,
                bfloat16=True,
            ),
            Module.DENOISING: replace(
                _SCENE,
                architecture=REFINED_SCENE.name,
                bfloat16=True,
                steps=5000,
                batch=4,
                crop=192,
                working_size=128,
                noisier_stops=2.0,
                processed_share=0.7,
                lit_share=0.35,
            ),
        },
    ),
)


def _variant(
    name: str, what: str, light: dict[str, Any] | None = None, noise: dict[str, Any] | None = None
) -> Plan:
    """The article's plan with other settings of a module."""
    article = _ALL_PLANS[0]
    recipes = {
        Module.ENHANCEMENT: replace(article.recipes[Module.ENHANCEMENT], **light or {}),
        Module.DENOISING: replace(article.recipes[Module.DENOISING], **noise or {}),
    }
    return replace(
        article,
        name=name,
        title=name.capitalize(),
        description=f"The article's network, {what}.",
        recipes=recipes,
    )


def _both(**changes: Any) -> dict[str, dict[str, Any]]:
    return {"light": changes, "noise": changes}


_VARIANTS = (
    _variant("article-first-part", "step 1 of its enhancement alone", **_both(architecture=FIRST_PART.name)),
    _variant("article-one-way", "trained without the two-way loss", light={"two_way_weight": 0.0}),
    _variant("article-five-layers", "with five layers in step 2", **_both(architecture=FIVE_LAYERS.name)),
    _variant(
        "article-separate-passes",
        "with weights of its own in each pass of the denoiser",
        **_both(architecture=SEPARATE_PASSES.name),
    ),
    _variant("article-full-size", "its enhancement at the size of Table 1", light={"working_size": 384}),
    _variant(
        "article-plain-mean",
        "its two-way loss as a mean over the channels, not a sum",
        light={"two_way_weight": 1 / 3},
    ),
    _variant(
        "article-formula-6",
        "its denoiser trained with formula 6 alone",
        noise={"fidelity_weight": 0.0},
    ),
)
"""The ablations of the article's figure 6, and other readings of what it leaves open."""
PLANS = {plan.name: plan for plan in (*_ALL_PLANS, *_VARIANTS)}
