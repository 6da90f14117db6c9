"""The pairs of networks that weights can belong to, by name."""

from collections.abc import Callable
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, kw_only=True)
class Architecture:
    """A pair of networks.

    Attributes:
        name: as model cards give it.
        enhancement, denoising: make the networks, with fresh weights.
        training: how they are trained, by name; see `training.trainings`.
        refines: the architecture whose weights fit too. Layers that it lacks have no effect until trained.
    """

    name: str
    enhancement: Callable[[], EnhancementNetwork]
    denoising: Callable[[], DenoisingNetwork]
    training: str
    refines: str = ""

    def takes_weights_of(self, other: "Architecture") -> bool:
        """Whether weights of another architecture fit, except for layers that one of both lacks."""
        return self.refines == other.name or other.refines == self.name


ARTICLE = Architecture(
    name="progressive dual network",
    enhancement=ArticleEnhancement,
    denoising=ArticleDenoising,
    training="article",
)
WHOLE_SCENE = Architecture(
    name="whole-scene dual network",
    enhancement=SceneEnhancement,
    denoising=SceneDenoising,
    training="whole scene",
)
REFINED_SCENE = replace(
    WHOLE_SCENE,
    name=f"{WHOLE_SCENE.name}, refined",
    denoising=partial(SceneDenoising, refinements=2),
    refines=WHOLE_SCENE.name,
)
FIRST_PART = replace(ARTICLE, name=f"{ARTICLE.name}, first part only", enhancement=FirstPartEnhancement)
FIVE_LAYERS = replace(ARTICLE, name=f"{ARTICLE.name}, five-layer step 2", enhancement=FiveLayerEnhancement)
SEPARATE_PASSES = replace(ARTICLE, name=f"{ARTICLE.name}, separate passes", denoising=SeparateDenoising)
_ALL = (ARTICLE, WHOLE_SCENE, REFINED_SCENE, FIRST_PART, FIVE_LAYERS, SEPARATE_PASSES)
ARCHITECTURES = {each.name: each for each in _ALL}
