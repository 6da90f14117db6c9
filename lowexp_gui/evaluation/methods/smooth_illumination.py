"""The illumination that LIME and exposure fusion look for: smooth but for the photo's own edges.

Both look for t, near t0, the brightest channel, and smooth, with weights that say where light may change. It
is solved exactly on a copy of at most 384 pixels a side; guided upsampling brings it to full size.
"""

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.evaluation.methods.surroundings import reduced
from lowexp_gui.photo.pixels import FloatImage

if TYPE_CHECKING:
    from lowexp_gui.enhancing.guided_illumination import GuidedIllumination

_SIDE = 384
_EDGE = 0.02

Plane = NDArray[np.float64]
Weigh = Callable[[Plane, int], Plane]
"""How strongly neighbours along an axis hold together, by their differences; both one shorter that way."""


def smooth_illumination(photo: FloatImage, weigh: Weigh, cancel: Event) -> "GuidedIllumination":
    """The illumination of a photo (H, W, 3), grey; see `weigh`.

    Raises:
        Cancelled: `cancel` is set.
    """
    import torch

    from lowexp_gui.enhancing.illumination import fit_guided_illumination

    height, width = photo.shape[:2]
    factor = min(1.0, _SIDE / max(height, width))
    rows, columns = (max(1, round(side * factor)) for side in (height, width))
    copy = reduced(photo, rows, columns, cancel)
    brightest = copy.max(axis=2).astype(np.float64)
    check(cancel)
    solved = smoothed(brightest, weigh(np.diff(brightest, axis=1), 1), weigh(np.diff(brightest, axis=0), 0))
    check(cancel)
    light = np.clip(solved, 0, 1).astype(np.float32)
    grey = np.repeat(light[..., None], 3, axis=2)
    return fit_guided_illumination(
        grey, copy, width, height, lambda guide: torch.full((len(guide), 1, 1, 1), _EDGE)
    )


def light_of(field: "GuidedIllumination", photo: FloatImage, rows: slice) -> FloatImage:
    """The illumination of some rows of a photo, (rows, W, 1), 0.01..1."""
    import torch

    light: FloatImage = field.at(torch.from_numpy(np.ascontiguousarray(photo[rows])), 0, rows.start).numpy()
    return light[..., :1]


def smoothed(plane: Plane, across: Plane, down: Plane) -> Plane:
    """What is near a plane and smooth: the least (t - plane)² + across (dt/dx)² + down (dt/dy)².

    Args:
        plane: (h, w).
        across, down: weights between neighbours, (h, w - 1) and (h - 1, w).
    """
    from scipy.sparse import diags_array
    from scipy.sparse.linalg import splu

    width = plane.shape[1]
    right, below = np.zeros_like(plane), np.zeros_like(plane)
    right[:, :-1], below[:-1] = across, down
    diagonal = 1 + right + below
    diagonal[:, 1:] += across
    diagonal[1:] += down
    bands, offsets = [diagonal.ravel()], [0]
    for weights, step in ((right, 1), (below, width)):
        if step < plane.size:
            bands += [-weights.ravel()[:-step]] * 2
            offsets += [step, -step]
    # Of one column, both steps are the same: the bands add up.
    system = sum(
        (
            diags_array([band], offsets=[offset], shape=(plane.size,) * 2)
            for band, offset in zip(bands, offsets, strict=True)
        ),
        start=diags_array([np.zeros(plane.size)], offsets=[0]),
    )
    factors = splu(system.tocsc(), permc_spec="MMD_AT_PLUS_A", options={"SymmetricMode": True})
    solved: Plane = factors.solve(plane.ravel()).reshape(plane.shape)
    return solved
