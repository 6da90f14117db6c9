"""The enhancement network of the whole-scene dual network, which sees the whole photo.

As in the article, the light is estimated by a coarse and a fine step, and the fine step also gets the photo
enhanced by the coarse light. What is new:

* Both steps scale their features by the mean and standard deviation of these over the whole photo (Hu 2018,
  "Squeeze-and-Excitation", uses the mean alone). So the light of a corner depends on the rest of the photo.
* Pixels enter in squares (space-to-depth), so every layer works at a quarter of the size or less.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from lowexp_gui.model.formation import enhance
from lowexp_gui.model.networks import EnhancementNetwork, Illumination, SizeLimits, to_illumination

_NEAR_CHANNELS = 48
_SCENE_CHANNELS = 96
_SQUARE_VALUES = 3 * 16
"""Values of a square of 4 x 4 pixels."""
_SMALLEST_SPREAD = 1e-4
_DIM, _BRIGHT, _WHITEST = 0.3, 0.8, 0.8


def _convolution(inputs: int, outputs: int) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, 3, padding=1)


class SqueezeExcitationBlock(nn.Module):
    """A residual block; between its convolutions, statistics of the whole photo scale the features."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = _convolution(channels, channels)
        self.second = _convolution(channels, channels)
        self.excitation = nn.Sequential(
            nn.Linear(2 * channels, channels), nn.ReLU(), nn.Linear(channels, 2 * channels)
        )

    def forward(self, features: Tensor) -> Tensor:
        """Features (N, C, H, W), of the same shape as those given."""
        inner = self.first(features)
        mean = inner.mean(dim=(2, 3))
        # Several times faster than torch.var.
        variance = (inner - mean[..., None, None]).float().square().mean(dim=(2, 3))
        spread = (variance + _SMALLEST_SPREAD).sqrt()
        scale, shift = self.excitation(torch.cat((mean, spread.to(mean.dtype)), dim=1)).chunk(2, dim=1)
        inner = torch.relu(inner * (1 + scale[..., None, None]) + shift[..., None, None])
        result: Tensor = features + self.second(inner)
        return result


class SceneStep(nn.Module):
    """One estimate of the light, from features at a quarter of the size and scene features at an eighth."""

    def __init__(self, inputs: int) -> None:
        super().__init__()
        self.entrance = nn.Conv2d(inputs, _NEAR_CHANNELS, 8, stride=4, padding=2)
        self.near = _convolution(_NEAR_CHANNELS, _NEAR_CHANNELS)
        self.down = nn.Conv2d(_NEAR_CHANNELS, _SCENE_CHANNELS, 2, stride=2)
        self.scene = nn.Sequential(SqueezeExcitationBlock(_SCENE_CHANNELS))
        self.up = nn.Conv2d(_SCENE_CHANNELS, 4 * _NEAR_CHANNELS, 1)
        self.exit = _convolution(_NEAR_CHANNELS, _SQUARE_VALUES)

    def forward(self, photo: Tensor) -> Tensor:
        """Light before the sigmoid, (N, 3, H, W), of a picture (N, inputs, H, W)."""
        near = torch.relu(self.near(torch.relu(self.entrance(photo))))
        scene = self.scene(torch.relu(self.down(near)))
        both = torch.relu(near + functional.pixel_shuffle(self.up(scene), 2))
        return functional.pixel_shuffle(self.exit(both), 4)


class SceneEnhancement(EnhancementNetwork):
    """Estimates the illumination map in two steps; the second corrects the first."""

    limits = SizeLimits(multiple=8)

    def __init__(self) -> None:
        super().__init__()
        self.coarse = SceneStep(3)
        self.fine = SceneStep(6)

    def estimate(self, photo: Tensor) -> Illumination:
        """Both illumination maps of a photo.

        Args:
            photo: (N, 3, H, W), 0..1; H and W multiples of 8.
        """
        coarse_features = self.coarse(photo)
        coarse = to_illumination(coarse_features)
        preliminary = enhance(photo, coarse).clamp(max=1)
        correction = self.fine(torch.cat((preliminary, photo), dim=1))
        return Illumination(coarse, desaturate_bright_light(to_illumination(coarse_features + correction)))


def desaturate_bright_light(light: Tensor) -> Tensor:
    """The light with less colour where it is bright.

    Bright areas such as a blue sky have their own colour; the light on them is white. Where the brightest
    channel is _BRIGHT or more, all channels move towards it by the factor _WHITEST; where it is _DIM or less,
    nothing changes. This keeps the colours of skies and reduces clipping.

    Args:
        light: (N, 3, H, W), (0, 1].
    """
    brightest = light.amax(dim=1, keepdim=True)
    share = ((brightest - _DIM) / (_BRIGHT - _DIM)).clamp(0, 1)
    share = _WHITEST * share * share * (3 - 2 * share)
    # The same as a power, in a third of the time.
    return light * torch.exp2(share * torch.log2(brightest / light))
