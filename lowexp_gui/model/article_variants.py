"""Other forms of the article's network: the ablations of its figure 6, and other readings of its Table 1."""

from torch import Tensor

from lowexp_gui.model.article_network import (
    ArticleDenoising,
    ArticleEnhancement,
    CoarseStep,
    NoiseStep,
    article_edge,
)
from lowexp_gui.model.networks import EnhancementNetwork, Illumination, SizeLimits, to_illumination


class FirstPartEnhancement(EnhancementNetwork):
    """Step 1 alone: its illumination enhances the photo."""

    limits = SizeLimits(multiple=4)

    def __init__(self) -> None:
        super().__init__()
        self.coarse = CoarseStep()

    def edge(self, guide: Tensor) -> Tensor:
        """As of the article's network; see `EnhancementNetwork`."""
        return article_edge(guide)

    def estimate(self, photo: Tensor) -> Illumination:
        """The same illumination map twice, of a photo (N, 3, H, W), 0..1; H and W multiples of 4."""
        light = to_illumination(self.coarse(photo))
        return Illumination(light, light)


class FiveLayerEnhancement(ArticleEnhancement):
    """Both steps, of five layers each; section 4 of the article found this worse than four in the second."""

    def __init__(self) -> None:
        super().__init__()
        # As step 1: c16/1 c32/2 c64/2 d32/2 d3/2.
        self.fine = CoarseStep(6)


class SeparateDenoising(ArticleDenoising):
    """The denoiser with weights of its own in each pass: 19 layers in all then, where the text counts 14."""

    def __init__(self) -> None:
        super().__init__()
        self.second_step = NoiseStep()

    def forward(self, squares: Tensor, illumination: Tensor) -> Tensor:  # noqa: ARG002
        """As `ArticleDenoising.forward`, with the second pass by `second_step`."""
        photo = squares.to(next(self.parameters()).dtype)
        coarse: Tensor = self.step(photo)
        fine: Tensor = self.second_step(photo - coarse)
        return coarse + fine
