"""The pairs of networks that weights can belong to, by name."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from lowexp_gui.model.article_network import ArticleDenoising, ArticleEnhancement
from lowexp_gui.model.article_variants import (
    FirstPartEnhancement,
    FiveLayerEnhancement,
    SeparateDenoising,
)
from lowexp_gui.model.networks import DenoisingNetwork, EnhancementNetwork
from lowexp_gui.model.scene_denoising import SceneDenoising
from lowexp_gui.model.scene_enhancement import SceneEnhancement


@dataclass(frozen=True)
class Architecture:
    """A pair of networks.

    Attributes:
        name: as model cards give it.
        enhancement, denoising: make the networks, with fresh weights.
    """

    name: str
    enhancement: Callable[[], EnhancementNetwork]
    denoising: Callable[[], DenoisingNetwork]


ARTICLE = Architecture("progressive dual network", ArticleEnhancement, ArticleDenoising)
WHOLE_SCENE = Architecture("whole-scene dual network", SceneEnhancement, SceneDenoising)
REFINED_SCENE = Architecture(
    f"{WHOLE_SCENE.name}, refined", SceneEnhancement, partial(SceneDenoising, refinements=2)
)
SCENE_ARCHITECTURES = (WHOLE_SCENE, REFINED_SCENE)
"""Of networks that judge the light with the whole photo in view."""
FIRST_PART = Architecture(f"{ARTICLE.name}, first part only", FirstPartEnhancement, ArticleDenoising)
FIVE_LAYERS = Architecture(f"{ARTICLE.name}, five-layer step 2", FiveLayerEnhancement, ArticleDenoising)
SEPARATE_PASSES = Architecture(f"{ARTICLE.name}, separate passes", ArticleEnhancement, SeparateDenoising)
ARTICLE_VARIANTS = (FIRST_PART, FIVE_LAYERS, SEPARATE_PASSES)
ARCHITECTURES = {each.name: each for each in (ARTICLE, *SCENE_ARCHITECTURES, *ARTICLE_VARIANTS)}
