"""Photos come in: dropped, pasted, opened, the sample."""

import threading

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.app.viewing import pictures
from lowexp_gui.app.viewing.pictures import image_of
from lowexp_gui.photo import reading


def test_dropped_photos_are_listed_in_natural_order_and_the_first_is_worked_on(person, dark_photos):
    person.drop(dark_photos[0].parent)
    person.wait_for_result(0)
    assert [photo.path.name for photo in person.open_photos] == ["IMG_1.jpg", "IMG_2.png", "IMG_10.jpg"]
    assert [person.state(row) for row in (1, 2)] == [PhotoState.WAITING] * 2


def test_every_photo_gets_a_thumbnail(person, dark_photos):
    person.drop(*dark_photos)
    person.wait(lambda: len(person.open_photos) == 3 and all(photo.thumbnail for photo in person.open_photos))
    assert not person.open_photos.at(0).thumbnail.isNull()


def test_the_same_photo_is_listed_once(person, dark_photo):
    person.open_and_wait(dark_photo)
    found = []
    person.window.session.disk.found.connect(lambda *_: found.append(True))
    person.drop(dark_photo.parent)
    person.wait(lambda: found)
    person.wait_for_view()
    assert len(person.open_photos) == 1


def test_something_that_is_no_file_is_refused(person):
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/photo.jpg")])
    assert not person.drop_data(data)
    assert len(person.open_photos) == 0


def test_a_copied_picture_is_pasted(person, dark_pixels):
    QGuiApplication.clipboard().setImage(image_of(dark_pixels(220, 160)))
    person.window.commands.paste.trigger()
    person.wait_for_result()
    assert person.open_photos.at(0).path is None
    photo = person.window.session.in_view.photo
    assert (photo.width, photo.height) == (220, 160)


def test_a_copied_picture_is_converted_on_another_thread(person, dark_pixels, monkeypatch):
    threads = []
    convert = pictures.pixels_of

    def watch(picture):
        threads.append(threading.get_ident())
        return convert(picture)

    monkeypatch.setattr(pictures, "pixels_of", watch)
    QGuiApplication.clipboard().setImage(image_of(dark_pixels(220, 160)))
    person.window.commands.paste.trigger()
    person.wait_for_photos(1)
    assert len(threads) == 1
    assert threading.get_ident() not in threads
    assert not person.open_photos.at(0).thumbnail.isNull()


def test_a_copied_picture_that_is_too_large_is_told(person, dark_pixels, monkeypatch):
    monkeypatch.setattr(reading, "MAX_PIXELS", 220 * 160 - 1)
    QGuiApplication.clipboard().setImage(image_of(dark_pixels(220, 160)))
    person.window.commands.paste.trigger()
    person.wait_for_words("The picture", "megapixels", "smaller")
    assert len(person.open_photos) == 0


def test_copied_files_are_pasted(person, dark_photo):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(dark_photo))])
    QGuiApplication.clipboard().setMimeData(data)
    person.window.commands.paste.trigger()
    person.wait_for_result()
    assert person.open_photos.at(0).path == dark_photo


def test_pasting_nothing_says_so(person):
    QGuiApplication.clipboard().setText("words")
    person.window.commands.paste.trigger()
    person.wait_for_words("no picture to paste")


def test_a_dropped_picture_without_a_file_is_taken(person, dark_pixels):
    data = QMimeData()
    data.setImageData(QImage(image_of(dark_pixels(200, 150))))
    person.drop_data(data)
    person.wait_for_result()


def test_the_dialog_opens_photos(person, dark_photos, monkeypatch):
    names = [str(path) for path in dark_photos]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    person.window.commands.open.trigger()
    person.wait_for_photos(3)


def test_a_cancelled_dialog_changes_nothing(person, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    person.window.commands.open.trigger()
    person.window.commands.open_folder.trigger()
    assert len(person.open_photos) == 0
    assert not person.sentences


def test_the_dialog_opens_a_folder(person, dark_photos, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(dark_photos[0].parent))
    person.window.commands.open_folder.trigger()
    person.wait_for_photos(3)


def test_the_sample_can_be_tried(person):
    person.window.parts.welcome.sample_button.click()
    person.wait_for_result()
    assert person.open_photos.at(0).path.name == "sample.jpg"


def test_a_photo_can_be_taken_off_the_list_but_stays_on_disk(person, dark_photos):
    person.open_and_wait(*dark_photos)
    person.window.commands.remove.trigger()
    assert [photo.path.name for photo in person.open_photos] == ["IMG_2.png", "IMG_10.jpg"]
    assert dark_photos[0].is_file()
    person.wait_for_result(0)
