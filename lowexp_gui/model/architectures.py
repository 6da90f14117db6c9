"""The pairs of networks that weights can belong to, by name."""

from collections.abc import Callable
from dataclasses import dataclass

from lowexp_gui.model.article_network import ArticleDenoising, ArticleEnhancement
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
ARCHITECTURES = {each.name: each for each in (ARTICLE, WHOLE_SCENE)}
