"""The whole-scene dual network: the article's two modules, with the whole photo in view and a trained eye for
how much each pixel was amplified.

As in the article, the light is estimated coarse, then fine, by two steps of which the second sees what the
first made of the photo; the noise is found coarse, then fine, and subtracted. What is new:

* both steps of the enhancement scale their features by the mean and spread of these over the whole photo
  (as Hu 2018, "Squeeze-and-Excitation", does by the mean alone), so that the light of a corner depends on
  what the photo shows elsewhere;
* pixels enter in squares (space-to-depth), so that every layer works at a quarter of the size or less;
* the denoiser is told the illumination map: the noise of a dark pixel, divided by its light, is a known
  multiple of what the camera made.
"""

import copy

import torch
from torch import Tensor, nn
from torch.nn import functional

from lowexp_gui.model.formation import enhance
from lowexp_gui.model.networks import (
    DenoisingNetwork,
    EnhancementNetwork,
    Illumination,
    to_illumination,
)

_NEAR = 48
_SCENE = 96
_DETAIL = 32
_BLOTCH = 64
_SQUARE = 3 * 16
"""Values of a square of 4 x 4 pixels."""
_SMALLEST_SPREAD = 1e-4
_MIDDLE = 0.5


def _convolution(inputs: int, outputs: int) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, 3, padding=1)


class WholeScene(nn.Module):
    """Two convolutions beside a shortcut; between them, features are scaled by what the whole photo shows."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = _convolution(channels, channels)
        self.second = _convolution(channels, channels)
        self.judge = nn.Sequential(
            nn.Linear(2 * channels, channels), nn.ReLU(), nn.Linear(channels, 2 * channels)
        )

    def forward(self, features: Tensor) -> Tensor:
        """Features (N, C, H, W), of the same shape as those given."""
        inner = self.first(features)
        mean = inner.mean(dim=(2, 3))
        spread = (inner.float().var(dim=(2, 3), correction=0) + _SMALLEST_SPREAD).sqrt()
        scale, shift = self.judge(torch.cat((mean, spread.to(mean.dtype)), dim=1)).chunk(2, dim=1)
        inner = torch.relu(inner * (1 + scale[..., None, None]) + shift[..., None, None])
        result: Tensor = features + self.second(inner)
        return result


class SceneStep(nn.Module):
    """One estimate of the light: near surroundings at a quarter of the size, the whole scene at an eighth."""

    def __init__(self, inputs: int) -> None:
        super().__init__()
        self.entrance = nn.Conv2d(inputs, _NEAR, 8, stride=4, padding=2)
        self.near = _convolution(_NEAR, _NEAR)
        self.down = nn.Conv2d(_NEAR, _SCENE, 2, stride=2)
        self.scene = nn.Sequential(WholeScene(_SCENE))
        self.up = nn.Conv2d(_SCENE, 4 * _NEAR, 1)
        self.exit = _convolution(_NEAR, _SQUARE)

    def forward(self, photo: Tensor) -> Tensor:
        """Light before the sigmoid, (N, 3, H, W), of a picture (N, inputs, H, W)."""
        near = torch.relu(self.near(torch.relu(self.entrance(photo))))
        scene = self.scene(torch.relu(self.down(near)))
        both = torch.relu(near + functional.pixel_shuffle(self.up(scene), 2))
        return functional.pixel_shuffle(self.exit(both), 4)


class SceneEnhancement(EnhancementNetwork):
    """Estimates the illumination map in two steps; the second corrects the first."""

    stride = 8

    def __init__(self) -> None:
        super().__init__()
        self.coarse = SceneStep(3)
        self.fine = SceneStep(6)

    def forward(self, photo: Tensor) -> Illumination:
        """Both illumination maps of a photo.

        Args:
            photo: (N, 3, H, W), 0..1; H and W multiples of 8.
        """
        coarse_features = self.coarse(photo)
        coarse = to_illumination(coarse_features)
        preliminary = enhance(photo, coarse).clamp(max=1)
        correction = self.fine(torch.cat((preliminary, photo), dim=1))
        return Illumination(coarse, to_illumination(coarse_features + correction))


class SceneDenoising(DenoisingNetwork):
    """Guesses the clean photo coarsely, then says which share of each pixel's deviation from it is noise.

    The layers that look far (blotches of many pixels) work on squares of 8 x 8 pixels, and those that look
    near on squares of 4 x 4: too coarse to draw details, and so quick. Details come from the photo itself:
    where the share is 1, the guess replaces the pixel, as in a smooth wall; where it is 0, the pixel stays.
    Nothing depends on the whole photo, so tiles give what the whole would.
    """

    stride = 8
    reach = 40

    def __init__(self) -> None:
        super().__init__()
        self.entrance = nn.Conv2d(3, _DETAIL, 4, stride=4)
        self.amplification = nn.Conv2d(3, _DETAIL, 1)
        self.near = _convolution(_DETAIL, _DETAIL)
        self.down = nn.Conv2d(_DETAIL, _BLOTCH, 2, stride=2)
        self.far = nn.ModuleList(_convolution(_BLOTCH, _BLOTCH) for _ in range(3))
        self.up = nn.Conv2d(_BLOTCH, 4 * _DETAIL, 1)
        self.exit = _convolution(_DETAIL, 2 * _SQUARE)
        # Fresh networks guess grey, and trust it little.
        nn.init.normal_(self.exit.weight, std=1e-2)
        bias = self.exit.get_parameter("bias")
        nn.init.constant_(bias[:_SQUARE], 0.4)
        nn.init.constant_(bias[_SQUARE:], -2)

    def folded(self) -> "SceneDenoising":
        """The same network for photos relative to middle grey; see `DenoisingNetwork`."""
        network = copy.deepcopy(self)
        entrance, guess = network.entrance.get_parameter("bias"), network.exit.get_parameter("bias")
        shift = torch.zeros_like(guess)
        shift[:_SQUARE] = _MIDDLE - self.centre
        network.exit.bias = nn.Parameter(guess - shift)
        constant = network.entrance.weight.sum(dim=(1, 2, 3))
        network.entrance.bias = nn.Parameter(entrance + constant * (_MIDDLE - self.centre))
        network.centre = _MIDDLE
        return network

    def forward(self, photo: Tensor, illumination: Tensor) -> Tensor:
        """The noise; see `DenoisingNetwork`. H and W are multiples of 8."""
        # Contiguous, so that the logarithm is a vector operation.
        sampled = illumination[..., 2::4, 2::4].contiguous(memory_format=torch.channels_last)
        precision = self.entrance.weight.dtype
        stops = sampled.log2().div_(4).to(precision)
        near = (self.entrance(photo.to(precision)) + self.amplification(stops)).relu_()
        near = self.near(near).relu_()
        far = self.down(near).relu_()
        for layer in self.far:
            far = layer(far).relu_()
        both = (near + functional.pixel_shuffle(self.up(far), 2)).relu_()
        guess, share = self.exit(both).permute(0, 2, 3, 1).split(_SQUARE, dim=-1)
        deviation = _in_squares(photo) - _square_pixels(guess)
        noise = deviation.mul_(_square_pixels(share).sigmoid_())
        return noise.reshape(len(photo), *photo.shape[2:], 3).permute(0, 3, 1, 2)


def _in_squares(photo: Tensor) -> Tensor:
    """A view of a photo (N, 3, 4 h, 4 w) as (N, h, 4, w, 4, 3)."""
    count, _, height, width = photo.shape
    return photo.permute(0, 2, 3, 1).reshape(count, height // 4, 4, width // 4, 4, 3)


def _square_pixels(values: Tensor) -> Tensor:
    """The pixels of squares, (N, h, w, 48), as (N, h, 4, w, 4, 3).

    A copy in order: arithmetic with a view in another order takes several times as long.
    """
    count, height, width, _ = values.shape
    return values.reshape(count, height, width, 4, 4, 3).permute(0, 1, 3, 2, 4, 5).contiguous()
