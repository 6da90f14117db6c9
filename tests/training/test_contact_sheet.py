"""The contact sheet of synthetic dark photos."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from training_samples import picture

from lowexp_gui.training.data.contact_sheet import TILE, SheetPhoto, contact_sheet, describe, png_bytes
from lowexp_gui.training.data.pairs import to_unit
from lowexp_gui.training.data.synthetic import Degradation, Shadow

GAP = 8


def photo(seed: int, side: int = 120, name: str = "photo.jpg") -> SheetPhoto:
    return SheetPhoto(name, to_unit(picture(seed, side)))


def test_a_row_for_each_photo_and_a_column_for_each_darkening() -> None:
    sheet = contact_sheet([photo(1), photo(2), photo(3)], 4, seed=0)
    assert sheet.width == GAP + 5 * (TILE + GAP)
    assert sheet.height > 3 * TILE
    assert np.array_equal(np.asarray(sheet)[GAP : GAP + 120, GAP : GAP + 120], picture(1, 120))


def test_a_row_depends_on_seed_and_place_alone() -> None:
    first = np.asarray(contact_sheet([photo(1)], 3, seed=7))
    more = np.asarray(contact_sheet([photo(1), photo(2)], 5, seed=7))
    assert np.array_equal(more[: first.shape[0] - GAP, : first.shape[1]], first[:-GAP])
    other = np.asarray(contact_sheet([photo(1)], 3, seed=8))
    assert not np.array_equal(first, other)


def test_it_is_a_png() -> None:
    sheet = contact_sheet([photo(1)], 1, seed=0)
    read = Image.open(BytesIO(png_bytes(sheet)))
    assert read.format == "PNG"
    assert np.array_equal(np.asarray(read), np.asarray(sheet))


@pytest.mark.parametrize("name", ["", "x" * 500, "夜.jpg", "a\nb\x1b[31m.jpg", "\N{ZERO WIDTH JOINER}.png"])
def test_strange_names_stay_in_their_tile(name: str) -> None:
    strange = np.asarray(contact_sheet([photo(1, name=name)], 1, seed=0))
    plain = np.asarray(contact_sheet([photo(1)], 1, seed=0))
    assert np.array_equal(strange[:, GAP + TILE :], plain[:, GAP + TILE :])


def test_narrow_and_tall_photos_fit() -> None:
    slim = [SheetPhoto("slim", np.full(shape, 0.5, np.float32)) for shape in ((TILE, 1, 3), (1, TILE, 3))]
    assert contact_sheet(slim, 1, seed=0).height > 2 * TILE


def test_a_degradation_in_a_few_words() -> None:
    shadow = Shadow(1, (0.5, 0.5))
    night = Degradation(
        stops=4.2, colour=(1.2, 1, 0.8), shadows=(shadow, shadow), curve=1.1, shot=1e-4, jpeg_quality=81
    )
    assert describe(night) == ("4.2 stops, 2 shadows, JPEG 81", "grain 10%, curve 1.10, warm light")
    assert describe(Degradation(colour=(0.8, 1, 1.2), shadows=(shadow,))) == (
        "0.0 stops, 1 shadow",
        "grain 0%, curve 1.00, cool light",
    )
