"""The enhancement network of the whole-scene dual network: it judges the light with the whole photo in view.

As in the article, the light is estimated coarse, then fine, by two steps of which the second sees what the
first made of the photo. What is new:

* both steps scale their features by the mean and spread of these over the whole photo (as Hu 2018,
  "Squeeze-and-Excitation", does by the mean alone), so that the light of a corner depends on what the photo
  shows elsewhere;
* pixels enter in squares (space-to-depth), so that every layer works at a quarter of the size or less.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from lowexp_gui.model.formation import enhance
from lowexp_gui.model.networks import EnhancementNetwork, Illumination, SizeLimits, to_illumination

_NEAR = 48
_SCENE = 96
_SQUARE = 3 * 16
"""Values of a square of 4 x 4 pixels."""
_SMALLEST_SPREAD = 1e-4
_DIM, _BRIGHT, _WHITEST = 0.3, 0.8, 0.8


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
        # Several times as quick as torch's variance.
        variance = (inner - mean[..., None, None]).float().square().mean(dim=(2, 3))
        spread = (variance + _SMALLEST_SPREAD).sqrt()
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
        return Illumination(coarse, whiter_where_bright(to_illumination(coarse_features + correction)))


def whiter_where_bright(light: Tensor) -> Tensor:
    """The light with less colour where it is bright: a blue sky is blue, not lit by a blue light.

    Light of each channel is drawn towards the brightest one: by _WHITEST (1 is all the way) where that is
    _BRIGHT or more, and not at all where it is _DIM or less. Photos keep the colours of their skies so, and
    less of them is clipped.

    Args:
        light: (N, 3, H, W), (0, 1].
    """
    brightest = light.amax(dim=1, keepdim=True)
    share = ((brightest - _DIM) / (_BRIGHT - _DIM)).clamp(0, 1)
    share = _WHITEST * share * share * (3 - 2 * share)
    # A power, but in a third of the time.
    return light * torch.exp2(share * torch.log2(brightest / light))
