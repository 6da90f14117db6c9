"""Ratings: kept, shared with other programs through sidecars, and carried by saved files."""

import numpy as np
import pytest
from PIL import Image

from lowexp_gui.batch.job import OutputRule
from lowexp_gui.batch.saving import save_result
from lowexp_gui.edits.kept_edits import PhotoFile, find_edits, keep_edits, kept_rating
from lowexp_gui.edits.photo_edits import EditsPlace, PhotoEdits
from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments
from lowexp_gui.enhancing.enhancement import Enhancement
from lowexp_gui.enhancing.guided_illumination import GuidedIllumination
from lowexp_gui.enhancing.pyramid import Pyramid
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.rating import rating_of
from lowexp_gui.photo.reading import read_photo
from lowexp_gui.photo.sidecar import sidecar_path

_BRIDGE = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="%s" xmp:Label="Red"/>'
    "</rdf:RDF></x:xmpmeta>"
)
_SIDECARS, _STORE = EditsPlace.SIDECARS, EditsPlace.STORE


def _found(photo, place):
    return find_edits([PhotoFile(1, photo)], place).photos[0].edits


def _keep(photo, place, edits):
    content = find_edits([PhotoFile(1, photo)], place).photos[0].content
    assert keep_edits([PhotoFile(1, photo, content, edits)], place) == ()


def _stated(path):
    return rating_of(path.read_bytes(), None) if path.exists() else None


@pytest.mark.parametrize("place", [_STORE, _SIDECARS])
@pytest.mark.parametrize(
    "edits",
    [
        PhotoEdits(stars=4),
        PhotoEdits(stars=3, rejected=True),
        PhotoEdits(stars=0, rejected=False),
        PhotoEdits(Adjustments(contrast=1.2), stars=3, rejected=True),
    ],
)
def test_a_rating_is_kept_and_written_beside_the_photo_where_that_is_wanted(dark_photo, place, edits):
    _keep(dark_photo, place, edits)
    assert _found(dark_photo, place) == edits
    assert kept_rating(dark_photo) == edits.rating
    assert _stated(sidecar_path(dark_photo)) == (edits.rating if place is _SIDECARS else None)


@pytest.mark.parametrize("place", [_STORE, _SIDECARS])
def test_a_rating_that_another_program_writes_later_counts(dark_photo, place):
    _keep(dark_photo, place, PhotoEdits(Adjustments(contrast=1.2), stars=4))
    sidecar_path(dark_photo).write_text(_BRIDGE % "2")
    assert _found(dark_photo, place) == PhotoEdits(Adjustments(contrast=1.2), stars=2, rejected=False)
    assert kept_rating(dark_photo) == 2
    # The user's own later rating counts again, and is not taken for another program's.
    _keep(dark_photo, place, PhotoEdits(stars=5))
    assert _found(dark_photo, place) == PhotoEdits(stars=5)
    sidecar_path(dark_photo).write_text(_BRIDGE % "-1")
    assert _found(dark_photo, place) == PhotoEdits(stars=5, rejected=True)


@pytest.mark.parametrize("place", [_STORE, _SIDECARS])
def test_adjusting_an_open_photo_leaves_a_rating_that_another_program_has_written_since(dark_photo, place):
    _keep(dark_photo, place, PhotoEdits(stars=3))
    sidecar_path(dark_photo).write_text(_BRIDGE % "5")
    for contrast in (1.2, 1.3):
        _keep(dark_photo, place, PhotoEdits(Adjustments(contrast=contrast), stars=3))
        assert _stated(sidecar_path(dark_photo)) == kept_rating(dark_photo) == 5
    expected = PhotoEdits(Adjustments(contrast=1.3), stars=5, rejected=False)
    assert _found(dark_photo, place) == expected
    _keep(dark_photo, place, PhotoEdits(stars=2))
    assert _found(dark_photo, place) == PhotoEdits(stars=2)


def test_the_rating_of_a_sidecar_counts_for_a_photo_that_was_never_edited(dark_photo):
    dark_photo.with_suffix(".xmp").write_text(_BRIDGE % "3")
    assert _found(dark_photo, _STORE) == PhotoEdits(stars=3, rejected=False)
    dark_photo.with_suffix(".xmp").write_text(_BRIDGE % "many")
    assert _found(dark_photo, _STORE) is None


def test_taking_a_rating_back_leaves_no_trace_and_what_others_wrote(dark_photo):
    sidecar = sidecar_path(dark_photo)
    _keep(dark_photo, _SIDECARS, PhotoEdits(stars=4))
    _keep(dark_photo, _SIDECARS, PhotoEdits())
    assert not sidecar.exists()
    sidecar.write_text(_BRIDGE % "1")
    _keep(dark_photo, _SIDECARS, PhotoEdits(Adjustments(tint=0.1), stars=4))
    assert _stated(sidecar) == 4
    _keep(dark_photo, _SIDECARS, PhotoEdits())
    assert _stated(sidecar) is None
    assert "Red" in sidecar.read_text()


def _enhancement(photo):
    light = np.full((photo.height, photo.width, 3), 0.5, np.float32)
    field = GuidedIllumination(np.zeros_like(light), light, photo.width, photo.height, False)
    noise = Pyramid.zeros(photo.width, photo.height, np.int16)
    return Enhancement(photo, light, field, noise, "open", "0" * 64, "cpu")


@pytest.mark.parametrize(
    "photo_format", [PhotoFormat.JPEG, PhotoFormat.PNG, PhotoFormat.TIFF, PhotoFormat.WEBP]
)
def test_saved_files_carry_the_rating_and_none_that_contradicts_it(tmp_path, dark_pixels, photo_format):
    path = tmp_path / "rated.jpg"
    exif = Image.Exif()
    exif[0x4746] = 2
    Image.fromarray(dark_pixels(40, 30)).save(path, exif=exif)
    photo = read_photo(path)
    assert rating_of(photo.metadata.xmp, photo.metadata.exif) == 2
    _keep(path, _STORE, PhotoEdits(stars=5))
    rule = OutputRule(tmp_path / "out", format=photo_format)
    stored = read_photo(save_result(_enhancement(photo), NEUTRAL, rule).path).metadata
    assert (rating_of(stored.xmp, None), rating_of(None, stored.exif)) == (5, None)
    given = read_photo(save_result(_enhancement(photo), NEUTRAL, rule, rating=-1).path).metadata
    assert rating_of(given.xmp, given.exif) == -1
