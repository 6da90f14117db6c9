"""The illumination map: estimated on a small copy of the photo, brought up to full size along its edges.

The network sees the photo at a fixed working size, so that a photo from a telephone and a scan of 60
megapixels get the same light. Guided upsampling (He and Sun 2015, "Fast Guided Filter") then expresses the
light as a locally linear function of the photo's luminance: light changes where the photo has an edge, and
nowhere else.
"""

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from lowexp_gui.model.networks import ILLUMINATION_FLOOR, EnhancementNetwork, pad_to_multiple
from lowexp_gui.photo.photograph import Codes, FloatImage, Photo

_LUMINANCE = (0.2126, 0.7152, 0.0722)
_RADIUS = 1
_EDGE = 0.03**2


def working_copy(photo: Photo, working_size: int) -> FloatImage:
    """The photo at the working size of a model, by means over areas.

    Args:
        working_size: long side of what the enhancement network sees, pixels; smaller photos stay as they are.

    Returns:
        Extended sRGB clipped to 0..1, (h, w, 3), aspect kept.
    """
    factor = min(1.0, working_size / max(photo.height, photo.width))
    rows, columns = (max(1, round(length * factor)) for length in (photo.height, photo.width))
    means = _area_means(_area_means(photo.pixels, 0, rows), 1, columns)
    values = means * np.float32(photo.quantisation.step) + np.float32(photo.quantisation.lowest)
    clipped: FloatImage = np.clip(values, 0, 1)
    return clipped


def _area_means(codes: Codes | FloatImage, axis: int, count: int) -> FloatImage:
    """Means of `count` pieces of equal length along an axis; a pixel that is cut counts by its parts."""
    length = codes.shape[axis]
    means = []
    for index in range(count):
        start, stop = index * length / count, (index + 1) * length / count
        first, last = int(start), min(math.ceil(stop), length)
        weights = np.ones(last - first, np.float32)
        weights[0] -= start - first
        weights[-1] -= last - stop
        piece = codes[first:last] if axis == 0 else codes[:, first:last]
        means.append(np.tensordot(weights / weights.sum(), piece.astype(np.float32), axes=(0, axis)))
    return np.stack(means, axis=axis)


def estimate_illumination(network: EnhancementNetwork, copy: FloatImage, device: torch.device) -> FloatImage:
    """The illumination map of a photo at its working size.

    Args:
        network: on `device`.
        copy: (h, w, 3), 0..1.

    Returns:
        L, (h, w, 3), in (0, 1], read-only.
    """
    batch = torch.from_numpy(np.ascontiguousarray(copy)).permute(2, 0, 1)[None].to(device)
    with torch.inference_mode():
        fine = network(pad_to_multiple(batch, network.stride)).fine
    height, width = copy.shape[:2]
    illumination: FloatImage = fine[0, :, :height, :width].permute(1, 2, 0).float().cpu().contiguous().numpy()
    illumination.flags.writeable = False
    return illumination


@dataclass(frozen=True, eq=False)
class IlluminationField:
    """The illumination map as a function of position and luminance: L = slope * luminance + offset.

    Attributes:
        slope, offset: (h, w, 3) float32, at the working size.
        width, height: of the full photo, pixels.
    """

    slope: FloatImage
    offset: FloatImage
    width: int
    height: int

    def at(self, photo: Tensor, left: int, top: int, level: int = 0) -> Tensor:
        """The illumination of a piece of the photo.

        Args:
            photo: extended sRGB of the piece, (rows, columns, 3) float32.
            left, top: where the piece begins, pixels of its level.
            level: the piece is at 1 / 2**level of full size.

        Returns:
            L, the same shape, in [ILLUMINATION_FLOOR, 1].
        """
        rows, columns = photo.shape[:2]
        both = torch.from_numpy(np.concatenate((self.slope, self.offset), axis=-1))
        spread = _stretch(both, 1, left, columns, self.width, level)
        spread = _stretch(spread, 0, top, rows, self.height, level)
        light = spread[..., 3:].addcmul(spread[..., :3], luminance(photo)[..., None])
        return light.clamp_(ILLUMINATION_FLOOR, 1)


def fit_field(illumination: FloatImage, copy: FloatImage, width: int, height: int) -> IlluminationField:
    """Express an illumination map by the luminance of the photo's working copy.

    Args:
        illumination: (h, w, 3), (0, 1].
        copy: the photo that it was estimated from, the same shape, 0..1.
        width, height: of the full photo, pixels. Where it has the working size, the map is kept exactly.
    """
    if copy.shape[:2] == (height, width):
        return IlluminationField(np.zeros_like(illumination), illumination, width, height)
    light = torch.from_numpy(illumination.copy()).permute(2, 0, 1)[None]
    guide = luminance(torch.from_numpy(copy))[None, None]
    slope, offset = (each[0].permute(1, 2, 0).contiguous().numpy() for each in guided_lines(light, guide))
    return IlluminationField(slope, offset, width, height)


def guided_lines(light: Tensor, guide: Tensor) -> tuple[Tensor, Tensor]:
    """The locally best lines light = slope * guide + offset (He and Sun 2015, formulas 3 to 6).

    Args:
        light: (N, 3, h, w).
        guide: (N, 1, h, w), 0..1.

    Returns:
        slope and offset, each (N, 3, h, w), averaged over the windows that a pixel is in.
    """
    guide_mean, light_mean = _box(guide), _box(light)
    variance = (_box(guide * guide) - guide_mean**2).clamp(min=0)
    covariance = _box(guide * light) - guide_mean * light_mean
    slope = covariance / (variance + _EDGE)
    return _box(slope), _box(light_mean - slope * guide_mean)


def luminance(photo: Tensor) -> Tensor:
    """Weighted mean of encoded sRGB (…, 3), clipped to 0..1 (BT.709 weights): the guide along edges."""
    weights = torch.tensor(_LUMINANCE)
    return (photo.clamp(0, 1) @ weights).float()


def _box(picture: Tensor) -> Tensor:
    """Means over squares around each pixel, fewer pixels at the edges.

    A depthwise convolution takes a fifth of the time of `avg_pool2d`, forwards and backwards.
    """
    channels, height, width = picture.shape[1:]
    side = 2 * _RADIUS + 1
    ones = picture.new_ones(channels, 1, side, side)
    sums = functional.conv2d(picture, ones, padding=_RADIUS, groups=channels)
    count = functional.conv2d(picture.new_ones(1, 1, height, width), ones[:1], padding=_RADIUS)
    return sums / count


def _stretch(field: Tensor, axis: int, start: int, count: int, full: int, level: int) -> Tensor:
    """Linear interpolation of a (h, w, C) field along one axis, at the centres of a level's pixels."""
    length = field.shape[axis]
    centres = (torch.arange(start, start + count, dtype=torch.float64) + 0.5) * 2**level
    positions = (centres.clamp(max=full) * (length / full) - 0.5).clamp(0, length - 1)
    lower = positions.floor().long().clamp(max=max(0, length - 2))
    weight = (positions - lower).float()
    weight = weight[:, None, None] if axis == 0 else weight[None, :, None]
    upper = (lower + 1).clamp(max=length - 1)
    return torch.lerp(field.index_select(axis, lower), field.index_select(axis, upper), weight)
