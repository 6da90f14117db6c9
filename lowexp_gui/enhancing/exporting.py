"""From an enhancement to the codes of a file, piece by piece."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

import numpy as np
from torch import Tensor

from lowexp_gui.enhancing.adjustments import Adjustments, Stage
from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.enhancing.enhancement import Enhancement
from lowexp_gui.enhancing.guided_illumination import blocks_of
from lowexp_gui.enhancing.light_cache import is_cacheable
from lowexp_gui.enhancing.memory import scratch_memory
from lowexp_gui.enhancing.parallel import run_in_parallel
from lowexp_gui.enhancing.rendering import Renderer, render
from lowexp_gui.photo.colour import from_extended_srgb, profile_is_srgb
from lowexp_gui.photo.pixels import Codes
from lowexp_gui.photo.region import Region

_STRIP_PIXELS = 1_000_000


def export_codes(
    enhancement: Enhancement,
    stage: Stage,
    adjustments: Adjustments,
    cancel: Event | None = None,
    *,
    profile: bytes | None,
    bit_depth: int,
) -> Codes:
    """A stage of the whole photo, at full size, encoded for a file.

    The illumination and noise maps are data, not colours: they are encoded without a profile.

    Args:
        profile: ICC profile of the file; None for sRGB.
        bit_depth: 8 or 16.

    Returns:
        (height, width, 3) codes.

    Raises:
        Cancelled: `cancel` was set.
    """
    photo = enhancement.photo
    profile = None if stage in (Stage.ILLUMINATION, Stage.NOISE) else profile
    codes = np.empty((photo.height, photo.width, 3), np.uint8 if bit_depth == 8 else np.uint16)
    if profile is None or profile_is_srgb(profile):

        @contextmanager
        def worker() -> Iterator[Callable[[Region], None]]:
            with scratch_memory() as memory:
                renderer = Renderer(enhancement, adjustments, memory, keeps_light=is_cacheable(photo.bounds))

                def write(block: Region) -> None:
                    if cancel is not None:
                        check(cancel)
                    _write_codes(renderer.picture(stage, block), codes[block.rows, block.columns])

                yield write

        run_in_parallel(blocks_of(photo.bounds), worker)
        return codes
    rows = max(1, _STRIP_PIXELS // photo.width)
    for top in range(0, photo.height, rows):
        if cancel is not None:
            check(cancel)
        strip = Region(0, top, photo.width, min(rows, photo.height - top))
        encoded = render(enhancement, stage, adjustments, strip)
        codes[strip.rows] = from_extended_srgb(encoded, profile, bit_depth)
    return codes


def _write_codes(values: Tensor, codes: Codes) -> None:
    """As `from_extended_srgb` without a profile, but in the memory of the values."""
    most = np.iinfo(codes.dtype).max
    np.copyto(codes, values.mul_(most).clamp_(0, most).round_().numpy(), casting="unsafe")
