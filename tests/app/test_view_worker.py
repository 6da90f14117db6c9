"""Histograms of what is in view."""

import numpy as np
import pytest

from lowexp_gui.app.viewing.source import Source
from lowexp_gui.app.viewing.view_request import Pictures, ViewArea, ViewRequest
from lowexp_gui.app.viewing.view_worker import ViewWorker
from lowexp_gui.enhancing.adjustments import NEUTRAL
from lowexp_gui.photo.geometry import AS_TAKEN, Crop, Geometry
from lowexp_gui.photo.photograph import photo_from_srgb
from lowexp_gui.photo.region import Region

_LEFT = Geometry(crop=Crop(0, 0, 0.5, 1))
_RIGHT = Geometry(crop=Crop(0.5, 0, 0.5, 1))


@pytest.mark.parametrize(
    ("before", "after"),
    [(AS_TAKEN, Geometry(flipped=True)), (AS_TAKEN, Geometry(2)), (_LEFT, _RIGHT)],
    ids=["flipped", "rotated", "moved"],
)
def test_the_histogram_of_a_source_in_no_pane_follows_the_geometry(qapp, before, after):
    pixels = np.full((10, 20, 3), 10, np.uint8)
    pixels[:, 10:] = 200
    photo, heard, worker = photo_from_srgb(pixels), [], ViewWorker()
    worker.measured.connect(heard.append)
    area = ViewArea(Region(0, 0, 10, 10), 0)
    for geometry, sources in ((before, (Source.BEFORE,)), (after, ())):
        worker.render(ViewRequest(Pictures(1, photo, geometry=geometry), NEUTRAL, sources, area))
    assert [int(each.before[0].argmax()) for each in heard] == [10, 200]
