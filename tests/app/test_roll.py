"""Thousands of photos take no longer each than a few do."""

from pathlib import Path

from PySide6.QtGui import QImage

from lowexp_gui.app.photos.disk_requests import FoundFile
from lowexp_gui.app.photos.photo_status import PhotoState, PhotoStatus
from lowexp_gui.app.photos.roll import Roll


def _files(count):
    return [FoundFile(Path(f"IMG_{number}.jpg"), f"/photos/{number}") for number in range(count)]


class _Counted(list):
    """A list that counts how often it is gone through."""

    passes = 0

    def __iter__(self):
        self.passes += 1
        return super().__iter__()


def test_nothing_goes_through_the_list_for_one_photo(qapp):
    roll = Roll()
    photos = roll.add_files(_files(2000))
    roll._photos = counted = _Counted(roll._photos)
    thumbnail = QImage(1, 1, QImage.Format.Format_RGB32)
    rows = []
    roll.changed.connect(rows.append)
    for row, photo in enumerate(photos):
        roll.set_status(photo.key, PhotoStatus(PhotoState.READING))
        roll.set_thumbnail(photo.key, thumbnail)
        assert roll.find(photo.key) is photo
        assert roll.row_of(photo.key) == row
    assert rows == [row for row in range(2000) for _ in range(2)]
    assert roll.add_files(_files(2000)) == photos
    assert counted.passes == 0


def test_rows_are_right_after_removing_and_restoring(qapp):
    roll = Roll()
    photos = roll.add_files(_files(5))
    roll.remove(photos[1].key)
    roll.remove(photos[3].key)
    assert [roll.row_of(photo.key) for photo in photos] == [0, -1, 1, -1, 2]
    roll.restore(photos[3], 3)
    roll.restore(photos[1], 1)
    roll.restore(photos[1], 1)
    assert [roll.row_of(photo.key) for photo in photos] == [0, 1, 2, 4, 3]
    assert [roll.at(roll.row_of(photo.key)) for photo in photos] == list(photos)
    roll.remove(photos[0].key)
    assert roll.add_files(_files(1)) == (photos[0],)
    assert roll.row_of(photos[0].key) == 4
