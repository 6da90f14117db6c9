"""Full-reference measures: how close a picture is to its reference."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


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


def psnr(picture: NDArray[np.float32], reference: NDArray[np.float32]) -> float:
    """10 log10(1 / MSE), dB, of arrays in 0..1 (the article calls it NIQE, formulas 15 and 16)."""
    error = float(np.mean((picture.astype(np.float64) - reference) ** 2))
    return float("inf") if error == 0 else float(-10 * np.log10(error))


def ssim(picture: NDArray[np.float32], reference: NDArray[np.float32]) -> float:
    """Mean SSIM over three channels, Gaussian window of 11 pixels, sigma 1.5 (Wang 2004).

    Args:
        picture, reference: (H, W, 3), 0..1, sides of at least 11.
    """
    from skimage.metrics import structural_similarity

    return float(
        structural_similarity(  # type: ignore[no-untyped-call]
            picture,
            reference,
            data_range=1.0,
            channel_axis=2,
            gaussian_weights=True,
            sigma=1.5,
            use_sample_covariance=False,
        )
    )


def ciede2000(picture: NDArray[np.float32], reference: NDArray[np.float32]) -> float:
    """Mean CIEDE2000 of sRGB pictures (H, W, 3) in 0..1, D65."""
    from skimage.color import deltaE_ciede2000, rgb2lab

    difference = deltaE_ciede2000(rgb2lab(reference), rgb2lab(picture))  # type: ignore[no-untyped-call]
    return float(np.mean(difference))


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
