"""How different the colours of two pictures are: means over all pixels."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.measuring.measure import Measure
from lowexp_gui.measuring.strips import Picture, strips
from lowexp_gui.srgb import srgb_to_linear

_Pixels = NDArray[np.float32]
_WHITE = 100.0
# ITU-R BT.2087, BT.2100 (LMS and ICtCp for PQ), SMPTE ST 2084.
_TO_2020 = np.array(
    [[0.627404, 0.329283, 0.043313], [0.069097, 0.919540, 0.011362], [0.016391, 0.088013, 0.895595]]
)
_TO_LMS = np.array([[1688, 2146, 262], [683, 2951, 462], [99, 309, 3688]]) / 4096
_TO_ITP = np.array([[2048, 2048, 0], [3305, -6806.5, 3501.5], [17933, -17390, -543]]) / 4096
_M1, _M2 = 2610 / 16384, 2523 / 4096 * 128
_C1, _C2, _C3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
_JUST_NOTICEABLE = 720.0


def ciede2000(picture: Picture, reference: Picture) -> float:
    """Mean CIEDE2000 of sRGB pictures (H, W, 3) in 0..1, D65 (CIE 142:2001)."""
    from skimage.color import deltaE_ciede2000, rgb2lab

    def differences(some: _Pixels, others: _Pixels) -> NDArray[np.floating]:
        found: NDArray[np.floating] = deltaE_ciede2000(rgb2lab(others), rgb2lab(some))  # type: ignore[no-untyped-call]
        return found

    return _mean_of(differences, picture, reference)


CIEDE2000 = Measure(
    name="ciede2000",
    title="CIEDE2000",
    unit="",
    more_is_better=False,
    digits=2,
    widest=88.88,
    formula="mean colour difference (CIE 142:2001)",
    compare=ciede2000,
)


def cie76(picture: Picture, reference: Picture) -> float:
    """Mean distance in CIE Lab of sRGB pictures (H, W, 3) in 0..1, D65 (the article's formula 18)."""
    from skimage.color import deltaE_cie76, rgb2lab

    def differences(some: _Pixels, others: _Pixels) -> NDArray[np.floating]:
        found: NDArray[np.floating] = deltaE_cie76(rgb2lab(others), rgb2lab(some))  # type: ignore[no-untyped-call]
        return found

    return _mean_of(differences, picture, reference)


CIE76 = Measure(
    name="cie76",
    title="CIE76",
    unit="",
    more_is_better=False,
    digits=2,
    formula="mean distance in CIE Lab (CIE 1976)",
    compare=cie76,
)


def delta_e_itp(picture: Picture, reference: Picture) -> float:
    """Mean delta E ITP of sRGB pictures (H, W, 3) in 0..1, white at 100 cd/m² (ITU-R BT.2124)."""

    def differences(some: _Pixels, others: _Pixels) -> NDArray[np.floating]:
        apart: NDArray[np.floating] = _itp(some) - _itp(others)
        found: NDArray[np.floating] = _JUST_NOTICEABLE * np.sqrt((apart**2).sum(axis=-1))
        return found

    return _mean_of(differences, picture, reference)


DELTA_E_ITP = Measure(
    name="delta_e_itp",
    title="ΔE ITP",
    unit="",
    more_is_better=False,
    digits=2,
    formula="mean distance in ICtCp, white at 100 cd/m² (ITU-R BT.2124)",
    compare=delta_e_itp,
)


def _itp(picture: _Pixels) -> NDArray[np.float64]:
    """Intensity, half of Ct, and Cp, (H, W, 3)."""
    linear = srgb_to_linear(picture).astype(np.float64)
    light = np.clip(linear @ (_TO_LMS @ _TO_2020).T, 0, None) * (_WHITE / 10_000)
    power = light**_M1
    perceived = ((_C1 + _C2 * power) / (1 + _C3 * power)) ** _M2
    itp: NDArray[np.float64] = perceived @ _TO_ITP.T
    return itp


def _mean_of(
    differences: Callable[[_Pixels, _Pixels], NDArray[np.floating]], picture: Picture, reference: Picture
) -> float:
    height, width = picture.shape[:2]
    total = 0.0
    for rows in strips(height, width):
        total += float(differences(picture[rows], reference[rows]).sum(dtype=np.float64))
    return float(total / (height * width))
