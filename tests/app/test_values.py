"""Small values of the application layer."""

import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, TiffImagePlugin, WebPImagePlugin
from PySide6.QtGui import QColorSpace, QImage

from lowexp_gui.app.crash_reporter import CrashReporter
from lowexp_gui.app.enhancing.enhance_worker import TileProgress
from lowexp_gui.app.enhancing.memory_cache import CachedPhoto, MemoryCache
from lowexp_gui.app.messages.notices import NoticeKind
from lowexp_gui.app.photos.thumbnails import SIDE, make_thumbnail
from lowexp_gui.app.saving.output_folder import default_folder, no_empty_folder_left
from lowexp_gui.app.saving.save_choice import SaveChoice
from lowexp_gui.app.threads.activity import activity_of
from lowexp_gui.app.threads.inbox import Inbox
from lowexp_gui.app.viewing.pictures import image_of, pixels_of
from lowexp_gui.bundled import sample_photo
from lowexp_gui.errors import Sentence
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.naming import IfExists
from lowexp_gui.photo.photograph import photo_from_srgb


def test_the_most_urgent_request_comes_first_and_equals_in_order():
    inbox = Inbox()
    for request, urgency in (("thumbnail 1", 3), ("read", 0), ("thumbnail 2", 3), ("find", 1)):
        inbox.put(request, urgency)
    assert [inbox.take() for _ in range(5)] == ["read", "find", "thumbnail 1", "thumbnail 2", None]


def test_a_cleared_inbox_is_empty():
    inbox = Inbox()
    inbox.put("read", 0)
    inbox.clear()
    assert inbox.take() is None


def _held(side=100):
    return CachedPhoto(photo_from_srgb(np.zeros((side, side, 3), np.uint8)))


def test_the_least_recently_viewed_item_is_dropped_first():
    memory_cache = MemoryCache(max_bytes=2 * _held().size)
    memory_cache.put(1, _held())
    memory_cache.put(2, _held())
    memory_cache.get(1)
    assert set(memory_cache.put(3, _held())) == {2}
    assert memory_cache.get(1) is not None


def test_the_photo_in_view_and_the_newest_never_go():
    memory_cache = MemoryCache(max_bytes=1)
    memory_cache.pinned = 1
    memory_cache.put(1, _held())
    memory_cache.put(2, _held())
    assert set(memory_cache.put(3, _held())) == {2}
    assert memory_cache.get(1) is not None
    assert memory_cache.get(3) is not None


def test_the_remaining_time_follows_from_the_speed_so_far():
    activity = activity_of(TileProgress(5, 20, 10.0))
    assert activity.fraction == 0.25
    assert activity.seconds_left == pytest.approx(30)


def test_there_is_no_estimate_before_the_first_tile():
    assert activity_of(None).seconds_left is None
    assert activity_of(None).preparing


def test_results_are_saved_beside_the_photo_but_never_in_the_program_folder(tmp_path, own_settings):
    assert default_folder(tmp_path / "a.jpg") == tmp_path / "Lowexp"
    pictures = own_settings / "Pictures" / "Lowexp"
    assert default_folder(None) == pictures
    assert default_folder(sample_photo()) == pictures


def test_the_default_folder_is_found_without_following_links(tmp_path, monkeypatch):
    """Save all asks for the folder of thousands of photos on the window's thread."""
    monkeypatch.setattr(Path, "resolve", lambda *_, **__: pytest.fail("links were followed"))
    assert default_folder(tmp_path / "a.jpg") == tmp_path / "Lowexp"


def test_nothing_is_overwritten_unless_requested(tmp_path):
    rule = SaveChoice(folder=tmp_path).rule_for(Path("a.jpg"))
    assert rule.if_exists is IfExists.RENAME
    assert rule.folder == tmp_path


def test_a_folder_made_in_vain_goes_again(tmp_path):
    folder = tmp_path / "a" / "b"
    with pytest.raises(PhotoError), no_empty_folder_left(folder):  # noqa: PT012
        folder.mkdir(parents=True)
        raise PhotoError(Sentence("no"))
    assert not (tmp_path / "a").exists()


def test_a_folder_with_something_in_it_stays(tmp_path):
    with pytest.raises(PhotoError), no_empty_folder_left(tmp_path / "a"):  # noqa: PT012
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "photo").touch()
        raise PhotoError(Sentence("no"))
    assert (tmp_path / "a" / "photo").exists()


def test_pixels_survive_the_way_to_qt_and_back(dark_pixels):
    pixels = dark_pixels(33, 21)
    assert np.array_equal(pixels_of(image_of(pixels)), pixels)


def test_a_copied_picture_in_another_colour_space_is_converted():
    image = QImage(2, 2, QImage.Format.Format_RGB888)
    image.fill(0x804020)
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.DisplayP3))
    red, green, blue = (int(value) for value in pixels_of(image)[0, 0])
    assert red > 0x80
    assert green < 0x42
    assert blue <= 0x20


def test_thumbnails_are_small_and_upright(tmp_path, dark_pixels):
    path = tmp_path / "turned.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.fromarray(dark_pixels(600, 300)).save(path, exif=exif)
    thumbnail = make_thumbnail(path).picture.image()
    assert (thumbnail.width(), thumbnail.height()) == (SIDE // 2, SIDE)


def test_files_that_pillow_cannot_read_have_thumbnails(tmp_path):
    import tifffile

    path = tmp_path / "deep.tif"
    tifffile.imwrite(path, np.full((300, 400, 3), 30000, np.uint16), photometric="rgb")
    thumbnail = make_thumbnail(path).picture.image()
    assert thumbnail.width() == SIDE
    assert abs(thumbnail.pixelColor(9, 9).red() - 30000 / 257) <= 1


@pytest.mark.parametrize(
    ("name", "picture_file"),
    [("a.webp", WebPImagePlugin.WebPImageFile), ("a.tif", TiffImagePlugin.TiffImageFile)],
)
def test_a_thumbnail_is_decoded_where_the_photo_is(tmp_path, monkeypatch, dark_pixels, name, picture_file):
    """WebP and TIFF files are decoded only in another process, also for a thumbnail."""
    path = tmp_path / name
    Image.fromarray(dark_pixels(400, 300)).save(path)
    monkeypatch.setattr(picture_file, "load", lambda _: pytest.fail("decoded in this process"))
    assert make_thumbnail(path).picture.image().width() == SIDE


def test_what_is_no_photo_has_no_thumbnail(tmp_path):
    path = tmp_path / "a.jpg"
    path.write_text("words")
    with pytest.raises(PhotoError):
        make_thumbnail(path)


@pytest.fixture
def reporter(qapp, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made = CrashReporter()
    made.install()
    return made


def test_a_crash_of_a_thread_becomes_a_sentence_and_a_log_entry(reporter, qtbot, caplog):
    notices = []
    reporter.noticed.connect(notices.append)

    def crash():
        raise ValueError("secret")

    thread = threading.Thread(target=crash)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(notices))
    assert [notice.kind for notice in notices] == [NoticeKind.ERROR]
    assert "secret" not in notices[0].sentence
    assert "secret" in caplog.text
