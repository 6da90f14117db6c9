"""Late pictures and pictures of other photos do not reach the panes."""

import pytest
from PySide6.QtGui import QImage

from lowexp_gui.app.viewing.source import Source
from lowexp_gui.app.viewing.view_feed import ViewFeed
from lowexp_gui.app.viewing.view_request import Rendered
from lowexp_gui.app.viewing.view_worker import ViewWorker
from lowexp_gui.photo.photograph import photo_from_srgb
from lowexp_gui.photo.region import Region


@pytest.mark.parametrize(
    ("key", "source", "arrives"),
    [(1, Source.BEFORE, True), (1, Source.FINAL, False), (2, Source.BEFORE, False)],
)
def test_only_what_still_holds_is_shown(qapp, dark_pixels, key, source, arrives):
    worker = ViewWorker()
    feed = ViewFeed(worker)
    heard = []
    feed.rendered.connect(heard.append)
    feed.show_photo(1, photo_from_srgb(dark_pixels(20, 10)), None)
    picture = Rendered(key, source, QImage(), Region(0, 0, 20, 10))
    worker.rendered.emit(picture)
    assert (heard == [picture]) is arrives


def test_the_focus_is_that_of_the_photo_in_view_only(qapp, dark_pixels):
    feed = ViewFeed(ViewWorker())
    feed.show_photo(1, photo_from_srgb(dark_pixels(20, 10)), None)
    feed.set_view(Region(2, 3, 4, 5), 0)
    assert feed.focus(1) == Region(2, 3, 4, 5)
    assert feed.focus(2) is None
