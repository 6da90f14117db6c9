"""A picture that shows what training does to photos: each one as it is, then darkened in several ways."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from lowexp_gui.photo.errors import printable
from lowexp_gui.training.data.degradation import FloatImage
from lowexp_gui.training.data.synthetic import Degradation, degrade, random_degradation

TILE = 256
"""Side of the square that each picture is fitted into, pixels."""
_MARGIN = 8
_LINE = 14
_CAPTION = 2 * _LINE + _MARGIN
_FONT_SIZE = 11
_BACKGROUND, _INK = (36, 36, 36), (214, 214, 214)
_MIDDLE_GREY = 0.18
# Red to blue of the light from which on it is called warm, or cool the other way.
_WARM = 1.1


@dataclass(frozen=True, eq=False)
class SheetPhoto:
    """A photo for the sheet.

    Attributes:
        name: printed beneath it.
        scene: sRGB, (H, W, 3) float32, 0..1, with sides of at most TILE pixels.
    """

    name: str
    scene: FloatImage


@dataclass(frozen=True, eq=False)
class _Tile:
    picture: FloatImage
    caption: tuple[str, str]


def contact_sheet(photos: Sequence[SheetPhoto], count: int, seed: int) -> Image.Image:
    """One row for each photo: itself, then `count` random degradations with their parameters beneath.

    A row depends on the seed and its place alone, so that more photos or more columns change nothing there.

    Args:
        photos: at least one.
        count: 1 or more.
        seed: 0 or more.
    """
    width = _MARGIN + (count + 1) * (TILE + _MARGIN)
    height = _MARGIN + len(photos) * (TILE + _CAPTION)
    sheet = Image.new("RGB", (width, height), _BACKGROUND)
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(_FONT_SIZE)
    for row, photo in enumerate(photos):
        for column, tile in enumerate(_row(photo, count, np.random.default_rng((seed, row)))):
            left = _MARGIN + column * (TILE + _MARGIN)
            top = _MARGIN + row * (TILE + _CAPTION)
            sheet.paste(_picture(tile.picture), (left, top))
            for number, line in enumerate(tile.caption):
                place = (left, top + min(TILE, tile.picture.shape[0]) + 2 + number * _LINE)
                draw.text(place, _fitted(line, font), fill=_INK, font=font)
    return sheet


def png_bytes(sheet: Image.Image) -> bytes:
    """The sheet as a PNG file."""
    buffer = BytesIO()
    sheet.save(buffer, "png")
    return buffer.getvalue()


def describe(degradation: Degradation) -> tuple[str, str]:
    """A degradation in two short lines: how dark, and how noisy and tinted.

    Grain is the noise's standard deviation in a middle grey, of its light.
    """
    shadows = len(degradation.shadows)
    first = [f"{degradation.stops:.1f} stops"]
    first += [f"{shadows} shadow{'s' if shadows > 1 else ''}"] if shadows else []
    first += [] if degradation.jpeg_quality is None else [f"JPEG {degradation.jpeg_quality}"]
    light = _MIDDLE_GREY * 2.0**-degradation.stops
    grain = (degradation.shot * light + degradation.read**2) ** 0.5 / light
    second = [f"grain {grain:.0%}", f"curve {degradation.curve:.2f}"]
    warmth = degradation.colour[0] / degradation.colour[2]
    second += ["warm light"] if warmth > _WARM else ["cool light"] if warmth < 1 / _WARM else []
    return ", ".join(first), ", ".join(second)


def _row(photo: SheetPhoto, count: int, random: np.random.Generator) -> list[_Tile]:
    tiles = [_Tile(photo.scene, (printable(photo.name), ""))]
    for _ in range(count):
        degradation = random_degradation(random)
        tiles.append(_Tile(degrade(photo.scene, degradation, random).dark, describe(degradation)))
    return tiles


def _picture(values: FloatImage) -> Image.Image:
    return Image.fromarray(np.round(values * 255).astype(np.uint8))


def _fitted(line: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> str:
    """The line, shortened to the width of a tile."""
    if font.getlength(line) <= TILE:
        return line
    while line and font.getlength(line + "…") > TILE:
        line = line[:-1]
    return line + "…"
