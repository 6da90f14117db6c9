"""The time for each photo does not grow with the number of photos."""

from pathlib import Path

from PySide6.QtGui import QImage

from lowexp_gui.app.photos.disk_requests import FoundFile
from lowexp_gui.app.photos.open_photos import OpenPhotos
from lowexp_gui.app.photos.photo_facts import PhotoFacts
from lowexp_gui.app.photos.photo_status import PhotoState, PhotoStatus
from lowexp_gui.app.photos.small_picture import SmallPicture
from lowexp_gui.app.photos.thumbnails import Thumbnail


def _files(count):
    return [FoundFile(Path(f"IMG_{number}.jpg"), f"/photos/{number}") for number in range(count)]


class _Counted(list):
    """A list that counts its iterations."""

    passes = 0

    def __iter__(self):
        self.passes += 1
        return super().__iter__()


def test_nothing_goes_through_the_list_for_one_photo(qapp):
    open_photos = OpenPhotos()
    photos = open_photos.add_files(_files(2000))
    open_photos._photos = counted = _Counted(open_photos._photos)
    thumbnail = Thumbnail(SmallPicture.of(QImage(1, 1, QImage.Format.Format_RGB32)), PhotoFacts())
    rows = []
    open_photos.changed.connect(rows.append)
    for row, photo in enumerate(photos):
        open_photos.set_status(photo.key, PhotoStatus(PhotoState.READING))
        open_photos.set_thumbnail(photo.key, thumbnail)
        assert open_photos.find(photo.key) is photo
        assert open_photos.row_of(photo.key) == row
    assert rows == [row for row in range(2000) for _ in range(2)]
    assert open_photos.add_files(_files(2000)) == photos
    assert counted.passes == 0


def test_rows_are_right_after_removing_and_restoring(qapp):
    open_photos = OpenPhotos()
    photos = open_photos.add_files(_files(5))
    open_photos.remove(photos[1].key)
    open_photos.remove(photos[3].key)
    assert [open_photos.row_of(photo.key) for photo in photos] == [0, -1, 1, -1, 2]
    open_photos.restore(photos[3], 3)
    open_photos.restore(photos[1], 1)
    open_photos.restore(photos[1], 1)
    assert [open_photos.row_of(photo.key) for photo in photos] == [0, 1, 2, 4, 3]
    assert [open_photos.at(open_photos.row_of(photo.key)) for photo in photos] == list(photos)
    open_photos.remove(photos[0].key)
    assert open_photos.add_files(_files(1)) == (photos[0],)
    assert open_photos.row_of(photos[0].key) == 4
