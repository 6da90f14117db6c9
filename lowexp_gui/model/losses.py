"""The losses of the article: structure, and two-way constraints along image formation.

The sums of formulas 10 and 12 are read as means over all values, so that the structure loss (0..1) and the
two-way loss weigh alike at every picture size.
"""

from collections.abc import Sequence

from pytorch_msssim import ms_ssim
from torch import Tensor

from lowexp_gui.model.formation import enhance, expose

SMALLEST_SIDE = 176
"""Five scales with an 11-pixel window need sides above 160; crops are at least this."""


STANDARD_SCALES = (0.0448, 0.2856, 0.3001, 0.2363, 0.1333)
"""What the scales of MS-SSIM count, from full size to a sixteenth, as Wang 2003 found for the eye."""


def structure_loss(first: Tensor, second: Tensor, scales: Sequence[float] = STANDARD_SCALES) -> Tensor:
    """S(a, b) = 1 - MS-SSIM(a, b), five scales (formulas 7 and 8; Wang 2003).

    Args:
        first, second: (N, 3, H, W), 0..1 for the most part, sides of at least SMALLEST_SIDE.
        scales: what each scale counts, from full size on.
    """
    similarity: Tensor = ms_ssim(first, second, data_range=1.0, weights=list(scales))
    return 1 - similarity


def enhancement_structure_loss(photo: Tensor, illumination: Tensor, reference: Tensor) -> Tensor:
    """S(w, le / L) (formula 9)."""
    return structure_loss(reference, enhance(photo, illumination))


def forward_loss(photo: Tensor, illumination: Tensor, reference: Tensor) -> Tensor:
    """Mean of abs(w - le / L) (formula 10)."""
    return (reference - enhance(photo, illumination)).abs().mean()


def reverse_loss(photo: Tensor, illumination: Tensor, reference: Tensor) -> Tensor:
    """Mean of abs(le - w * L) (formula 12)."""
    return (photo - expose(reference, illumination)).abs().mean()


def two_way_loss(photo: Tensor, illumination: Tensor, reference: Tensor) -> Tensor:
    """Forward plus reverse (formula 11)."""
    return forward_loss(photo, illumination, reference) + reverse_loss(photo, illumination, reference)


def enhancement_loss(photo: Tensor, illumination: Tensor, reference: Tensor) -> Tensor:
    """Structure plus two-way loss (formula 5).

    Args:
        photo: low-exposure photo le, (N, 3, H, W), 0..1.
        illumination: predicted L, the same shape, (0, 1].
        reference: normally exposed photo w, the same shape, 0..1.
    """
    structure = enhancement_structure_loss(photo, illumination, reference)
    return structure + two_way_loss(photo, illumination, reference)


def forward_structure_loss(
    noisy: Tensor, noise: Tensor, reference: Tensor, scales: Sequence[float] = STANDARD_SCALES
) -> Tensor:
    """S(w, wn - g(wn)) (formula 13)."""
    return structure_loss(reference, noisy - noise, scales)


def reverse_structure_loss(
    noisy: Tensor, noise: Tensor, reference: Tensor, scales: Sequence[float] = STANDARD_SCALES
) -> Tensor:
    """S(wn, w + g(wn)) (formula 14; the noise is added to the clean photo to give the noisy one back)."""
    return structure_loss(noisy, reference + noise, scales)


def denoising_loss(
    noisy: Tensor, noise: Tensor, reference: Tensor, scales: Sequence[float] = STANDARD_SCALES
) -> Tensor:
    """Forward plus reverse structure loss (formula 6).

    Args:
        noisy: amplified noisy photo wn, (N, 3, H, W), 0..1.
        noise: predicted g(wn), the same shape, signed.
        reference: clean photo w, the same shape, 0..1.
        scales: what each scale of MS-SSIM counts, from full size on.
    """
    forward = forward_structure_loss(noisy, noise, reference, scales)
    return forward + reverse_structure_loss(noisy, noise, reference, scales)
