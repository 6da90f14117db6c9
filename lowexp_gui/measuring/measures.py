"""Full-reference measures: how close a picture is to its reference."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.measuring.colour_differences import ciede2000
from lowexp_gui.measuring.measure import Measure
from lowexp_gui.measuring.strips import Picture, strips

SSIM_WINDOW = 11
MS_SSIM_SMALLEST = 161
"""The smallest side, pixels: what is left of it at the fifth scale must be as large as the window."""


@dataclass(frozen=True)
class Measures:
    """How close a picture is to its reference.

    Attributes:
        psnr: peak signal-to-noise ratio, dB; more is better, infinite for equal pictures.
        ssim: structural similarity, -1..1; more is better (Wang 2004).
        ciede2000: mean colour difference; less is better (CIE 142:2001).
    """

    psnr: float
    ssim: float
    ciede2000: float


def psnr(picture: Picture, reference: Picture) -> float:
    """10 log10(1 / MSE), dB, of arrays in 0..1 (the article calls it NIQE, formulas 15 and 16)."""
    total = sum(
        float(np.square(np.subtract(picture[rows], reference[rows], dtype=np.float64)).sum())
        for rows in strips(picture.shape[0], picture.shape[1])
    )
    return float("inf") if total == 0 else float(-10 * np.log10(total / math.prod(picture.shape)))


PSNR = Measure(
    name="psnr",
    title="PSNR",
    unit="dB",
    more_is_better=True,
    digits=2,
    widest=88.88,
    formula="10 log10(255² / mean squared error)",
    compare=psnr,
)


def ssim(picture: Picture, reference: Picture) -> float:
    """Mean SSIM over three channels, Gaussian window of 11 pixels, sigma 1.5 (Wang 2004).

    The article calls it BRISQUE (formula 17).

    Args:
        picture, reference: (H, W, 3), 0..1, sides of at least 11.
    """
    from skimage.metrics import structural_similarity

    total, count = 0.0, 0
    # The mean leaves out half a window at the edges: that of strips is that of the whole.
    for rows in strips(picture.shape[0], picture.shape[1], SSIM_WINDOW // 2):
        mean = structural_similarity(  # type: ignore[no-untyped-call]
            picture[rows],
            reference[rows],
            data_range=1.0,
            channel_axis=2,
            gaussian_weights=True,
            sigma=1.5,
            use_sample_covariance=False,
        )
        weight = rows.stop - rows.start - (SSIM_WINDOW - 1)
        total, count = total + float(mean) * weight, count + weight
    return total / count


SSIM = Measure(
    name="ssim",
    title="SSIM",
    unit="",
    more_is_better=True,
    digits=3,
    widest=0.888,
    formula="luminance × contrast × structure in windows of 11 pixels (Wang 2004)",
    smallest=SSIM_WINDOW,
    compare=ssim,
)


def ms_ssim(picture: Picture, reference: Picture) -> float:
    """Mean SSIM of five scales over three channels (Wang 2003; the article's formulas 7 and 8).

    Args:
        picture, reference: (H, W, 3), 0..1, sides of at least 161.
    """
    import torch
    from pytorch_msssim import ms_ssim as of_tensors

    def channel(values: NDArray[np.float32], index: int) -> torch.Tensor:
        return torch.from_numpy(np.ascontiguousarray(values[None, None, :, :, index]))

    some, others = picture[:], reference[:]
    with torch.inference_mode():
        means = [
            float(of_tensors(channel(some, index), channel(others, index), data_range=1.0))
            for index in range(3)
        ]
    return float(np.mean(means))


MS_SSIM = Measure(
    name="ms_ssim",
    title="MS-SSIM",
    unit="",
    more_is_better=True,
    digits=3,
    formula="SSIM at five scales (Wang 2003)",
    smallest=MS_SSIM_SMALLEST,
    compare=ms_ssim,
)


def measure(picture: NDArray[np.float32], reference: NDArray[np.float32]) -> Measures:
    """All measures of an sRGB picture (H, W, 3) in 0..1 against its reference of the same shape.

    Raises:
        ValueError: the shapes differ.
    """
    if picture.shape != reference.shape:
        raise ValueError(f"The picture is {picture.shape[:2]}, its reference {reference.shape[:2]} in size.")
    return Measures(psnr(picture, reference), ssim(picture, reference), ciede2000(picture, reference))


def mean_measures(measures: list[Measures]) -> Measures:
    """The mean of each measure.

    Raises:
        ValueError: the list is empty.
    """
    if not measures:
        raise ValueError("There is nothing to average.")
    return Measures(
        float(np.mean([each.psnr for each in measures])),
        float(np.mean([each.ssim for each in measures])),
        float(np.mean([each.ciede2000 for each in measures])),
    )
