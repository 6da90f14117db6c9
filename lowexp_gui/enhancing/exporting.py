"""From an enhancement to the codes of a file, piece by piece."""

from collections.abc import Iterator
from threading import Event
from typing import cast

import numpy as np
from torch import Tensor

from lowexp_gui.enhancing.adjustments import Adjustments, Stage
from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.enhancing.enhancement import Enhancement
from lowexp_gui.enhancing.memory import borrowed_memory
from lowexp_gui.enhancing.rendering import Renderer, render
from lowexp_gui.photo.colour import from_extended_srgb, profile_is_srgb
from lowexp_gui.photo.photograph import Codes
from lowexp_gui.photo.raster import code_type
from lowexp_gui.photo.region import Region
from lowexp_gui.photo.strips import CodeStrips

_STRIP_PIXELS = 1_000_000


def export_codes(
    enhancement: Enhancement, stage: Stage, adjustments: Adjustments, cancel: Event | None = None
) -> Codes:
    """A stage of the whole photo, at full size, encoded as the photo's file was; see `export_strips`.

    Returns:
        (height, width, 3) codes of the photo's bit depth.

    Raises:
        Cancelled: `cancel` was set.
    """
    return cast(Codes, np.concatenate(list(export_strips(enhancement, stage, adjustments, cancel).strips())))


def export_strips(
    enhancement: Enhancement, stage: Stage, adjustments: Adjustments, cancel: Event | None = None
) -> CodeStrips:
    """A stage of the whole photo, at full size, encoded as the photo's file was, strip by strip.

    The illumination and noise maps are data, not colours: they are encoded without the photo's profile.

    Returns:
        Codes of the photo's bit depth; they are computed while one goes through them, and then Cancelled is
        raised if `cancel` is set.
    """
    photo = enhancement.photo
    profile = None if stage in (Stage.ILLUMINATION, Stage.NOISE) else photo.profile

    def strips() -> Iterator[Codes]:
        if profile is None or profile_is_srgb(profile):
            return _srgb_strips(enhancement, stage, adjustments, cancel or Event())
        return _strips_in_profile(enhancement, stage, adjustments, profile, cancel or Event())

    return CodeStrips(photo.width, photo.height, photo.bit_depth, strips)


def _srgb_strips(
    enhancement: Enhancement, stage: Stage, adjustments: Adjustments, cancel: Event
) -> Iterator[Codes]:
    photo = enhancement.photo
    with borrowed_memory() as memory:
        renderer = Renderer(enhancement, adjustments, memory)
        for block in renderer.blocks(photo.bounds):
            check(cancel)
            if block.left == 0:
                strip = np.empty((block.height, photo.width, 3), code_type(photo.bit_depth))
            _write_codes(renderer.picture(stage, block), strip[:, block.columns])
            if block.right == photo.width:
                yield strip


def _strips_in_profile(
    enhancement: Enhancement, stage: Stage, adjustments: Adjustments, profile: bytes, cancel: Event
) -> Iterator[Codes]:
    photo = enhancement.photo
    rows = max(1, _STRIP_PIXELS // photo.width)
    for top in range(0, photo.height, rows):
        check(cancel)
        strip = Region(0, top, photo.width, min(rows, photo.height - top))
        encoded = render(enhancement, stage, adjustments, strip)
        yield from_extended_srgb(encoded, profile, photo.bit_depth)


def _write_codes(values: Tensor, codes: Codes) -> None:
    """As `from_extended_srgb` without a profile, but in the memory of the values."""
    most = np.iinfo(codes.dtype).max
    np.copyto(codes, values.mul_(most).clamp_(0, most).round_().numpy(), casting="unsafe")
