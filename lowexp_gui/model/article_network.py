"""The article's progressive dual network: Table 1, layer by layer (93,705 parameters).

Every layer is followed by a ReLU (formulas 3 and 4) but the output layers: an illumination map must stay
in (0, 1], and a noise map must be signed.
"""

import torch
from torch import Tensor, nn

from lowexp_gui.model.formation import enhance
from lowexp_gui.model.networks import (
    DenoisingNetwork,
    EnhancementNetwork,
    Illumination,
    SizeLimits,
    to_illumination,
)
from lowexp_gui.model.one_thread import one_thread


def convolution(inputs: int, outputs: int, stride: int = 1, size: int = 3) -> nn.Conv2d:
    """A layer of Table 1 that keeps the size, or divides it by its stride."""
    return nn.Conv2d(inputs, outputs, size, stride, padding=size // 2)


class Transposed(nn.ConvTranspose2d):
    """A layer of Table 1 that doubles the size.

    In inference one thread computes it: the order of torch's sums, and so their last bits, would depend on
    the number of threads.
    """

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(inputs, outputs, 3, stride=2, padding=1, output_padding=1)

    def forward(self, features: Tensor, output_size: list[int] | None = None) -> Tensor:
        """Features (N, C, H, W) as (N, C', 2 H, 2 W)."""
        if torch.is_grad_enabled():
            return super().forward(features, output_size)
        with one_thread():
            return super().forward(features, output_size)


def article_edge(guide: Tensor) -> Tensor:
    """Three hundredths, (N, 1, 1, 1), whatever the brightness of a guide (N, 1, H, W)."""
    return guide.new_full((len(guide), 1, 1, 1), 0.03)


class CoarseStep(nn.Sequential):
    """Step 1 of the enhancement, 5 layers: c16/1 c32/2 c64/2 d32/2 d3/2."""

    def __init__(self, inputs: int = 3) -> None:
        super().__init__(
            convolution(inputs, 16),
            nn.ReLU(),
            convolution(16, 32, stride=2),
            nn.ReLU(),
            convolution(32, 64, stride=2),
            nn.ReLU(),
            Transposed(64, 32),
            nn.ReLU(),
            Transposed(32, 3),
        )


class FineStep(nn.Sequential):
    """Step 2 of the enhancement, 4 layers: c32/2 c64/2 d32/2 d3/2."""

    def __init__(self) -> None:
        super().__init__(
            convolution(6, 32, stride=2),
            nn.ReLU(),
            convolution(32, 64, stride=2),
            nn.ReLU(),
            Transposed(64, 32),
            nn.ReLU(),
            Transposed(32, 3),
        )


class ArticleEnhancement(EnhancementNetwork):
    """Estimates the illumination map in two steps, coarse then fine (Table 1, upper half).

    The second step sees the photo and what the first step made of it. That preliminary result is clipped
    to 0..1 on the way in, a choice: it keeps the second step's input in the range of a picture.
    """

    limits = SizeLimits(multiple=4)

    def __init__(self) -> None:
        super().__init__()
        self.coarse = CoarseStep()
        self.fine: nn.Module = FineStep()

    def edge(self, guide: Tensor) -> Tensor:
        """As of all forms of the article's network; see `EnhancementNetwork`."""
        return article_edge(guide)

    def estimate(self, photo: Tensor) -> Illumination:
        """Both illumination maps of a photo.

        Args:
            photo: (N, 3, H, W), 0..1; H and W multiples of 4.
        """
        coarse = to_illumination(self.coarse(photo))
        preliminary = enhance(photo, coarse).clamp(max=1)
        fine = to_illumination(self.fine(torch.cat((preliminary, photo), dim=1)))
        return Illumination(coarse, fine)


class NoiseStep(nn.Sequential):
    """One pass of the denoiser, 5 layers: c16/1 c32/2 1x1-c32/1 d16/2 c3/1."""

    def __init__(self) -> None:
        output = convolution(16, 3)
        # Fresh networks predict almost no noise.
        nn.init.normal_(output.weight, std=1e-3)
        nn.init.zeros_(output.get_parameter("bias"))
        super().__init__(
            convolution(3, 16),
            nn.ReLU(),
            convolution(16, 32, stride=2),
            nn.ReLU(),
            convolution(32, 32, size=1),
            nn.ReLU(),
            Transposed(32, 16),
            nn.ReLU(),
            output,
        )


class ArticleDenoising(DenoisingNetwork):
    """Predicts the noise of an enhanced photo in two passes of one shared step (Table 1, lower half).

    The article's denoiser does not get the light. Each of its passes sees 4 pixels to each side.
    """

    limits = SizeLimits(multiple=2)
    reach = 8

    def __init__(self) -> None:
        super().__init__()
        self.step = NoiseStep()

    def forward(self, squares: Tensor, illumination: Tensor) -> Tensor:  # noqa: ARG002
        """The noise g(wn), signed: the clean photo is `photo - noise`.

        The second pass sees the photo less the noise of the first, and finds what is left; the noise is
        the sum of both.

        Args:
            squares: single pixels: enhanced photo, (N, 3, H, W), 0..1; H and W multiples of 2.
            illumination: not used.
        """
        photo = squares.to(next(self.parameters()).dtype)
        coarse: Tensor = self.step(photo)
        fine: Tensor = self.step(photo - coarse)
        return coarse + fine
