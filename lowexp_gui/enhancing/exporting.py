"""From an enhancement to the codes of a file, piece by piece."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event

import numpy as np
from torch import Tensor

from lowexp_gui.enhancing.adjustments import Adjustments, Stage
from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.enhancing.enhancement import Enhancement
from lowexp_gui.enhancing.framing import framed
from lowexp_gui.enhancing.light_cache import is_cacheable
from lowexp_gui.enhancing.memory import scratch_memory
from lowexp_gui.enhancing.parallel import run_in_parallel
from lowexp_gui.enhancing.rendering import Renderer, render_as_whole, whole_blocks
from lowexp_gui.photo.colour import from_extended_srgb, profile_is_srgb
from lowexp_gui.photo.geometry import AS_TAKEN, Frame, Geometry, frame_of
from lowexp_gui.photo.pixels import Codes
from lowexp_gui.photo.region import Region

# The side, in pixels, of the tiles that are straightened one after the other.
_TILE = 2048


def export_codes(
    enhancement: Enhancement,
    stage: Stage,
    adjustments: Adjustments,
    cancel: Event | None = None,
    *,
    profile: bytes | None,
    bit_depth: int,
    geometry: Geometry = AS_TAKEN,
) -> Codes:
    """A stage of the whole photo, at full size, encoded for a file.

    The illumination and noise maps are data, not colours: they are encoded without a profile.

    Args:
        profile: ICC profile of the file; None for sRGB.
        bit_depth: 8 or 16.
        geometry: of the picture. Quarter turns, flip and crop give the same codes in other places.

    Returns:
        (height, width, 3) codes; the size is that of the picture.

    Raises:
        Cancelled: `cancel` was set.
    """
    frame = frame_of(enhancement.photo.width, enhancement.photo.height, geometry)
    profile = None if stage in (Stage.ILLUMINATION, Stage.NOISE) else profile
    codes = np.empty((frame.height, frame.width, 3), np.uint8 if bit_depth == 8 else np.uint16)
    values = partial(render_as_whole, enhancement, stage, adjustments)
    if frame.resamples:
        for tile in _tiles(frame.bounds):
            _check(cancel)
            encoded = from_extended_srgb(framed(values, frame, tile), profile, bit_depth)
            codes[tile.rows, tile.columns] = encoded
    elif profile is None or profile_is_srgb(profile):
        _export_srgb(enhancement, stage, adjustments, frame, codes, cancel)
    else:
        upright = frame.turned_back(codes)
        for strip in _strips(enhancement, frame.source):
            _check(cancel)
            encoded = from_extended_srgb(values(strip), profile, bit_depth)
            upright[strip.within(frame.source).rows] = encoded
    return codes


def _export_srgb(
    enhancement: Enhancement,
    stage: Stage,
    adjustments: Adjustments,
    frame: Frame,
    codes: Codes,
    cancel: Event | None,
) -> None:
    """Fill the codes of a picture that is not resampled."""
    source, upright = frame.source, frame.turned_back(codes)
    keeps_light = is_cacheable(enhancement.photo.bounds)

    @contextmanager
    def worker() -> Iterator[Callable[[Region], None]]:
        with scratch_memory() as memory:
            renderer = Renderer(enhancement, adjustments, memory, keeps_light=keeps_light)

            def write(block: Region) -> None:
                _check(cancel)
                inside = block.grown(0, source)
                part, target = inside.within(block), inside.within(source)
                rendered = renderer.picture(stage, block)[part.rows, part.columns]
                _write_codes(rendered, upright[target.rows, target.columns])

            yield write

    run_in_parallel(whole_blocks(enhancement, source), worker)


def _check(cancel: Event | None) -> None:
    if cancel is not None:
        check(cancel)


def _tiles(region: Region) -> Iterator[Region]:
    for top in range(region.top, region.bottom, _TILE):
        for left in range(region.left, region.right, _TILE):
            yield Region(left, top, min(_TILE, region.right - left), min(_TILE, region.bottom - top))


def _strips(enhancement: Enhancement, region: Region) -> Iterator[Region]:
    """A region in strips that no two rows of blocks share."""
    rows = {(block.top, block.height) for block in whole_blocks(enhancement, region)}
    for top, height in sorted(rows):
        yield Region(region.left, top, region.width, height).grown(0, region)


def _write_codes(values: Tensor, codes: Codes) -> None:
    """As `from_extended_srgb` without a profile, but in the memory of the values."""
    most = np.iinfo(codes.dtype).max
    np.copyto(codes, values.mul_(most).clamp_(0, most).round_().numpy(), casting="unsafe")
