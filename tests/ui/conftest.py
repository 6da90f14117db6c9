"""The window, and what a person does to it."""

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog

from lowexp_gui.app.enhancing import enhancing_ahead
from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.app.preferences import Preferences
from lowexp_gui.app.viewing.pictures import pixels_of
from lowexp_gui.app.viewing.view_request import Part
from lowexp_gui.ui.main_window import MainWindow
from lowexp_gui.ui.theme import ThemeSwitch

TIMEOUT = 60_000
_SOMEWHERE = QPoint(300, 300)


class Person:
    """Someone in front of the window."""

    def __init__(self, window, qtbot):
        self.window, self.qtbot = window, qtbot

    @property
    def open_photos(self):
        return self.window.session.open_photos

    @property
    def sentences(self):
        return self.window.parts.messages.sentences

    def state(self, row):
        return self.open_photos.at(row).status.state

    def drop(self, *paths):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        self.drop_data(data)

    def drop_data(self, data, where=_SOMEWHERE):
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(where, Qt.DropAction.CopyAction, data, buttons, keys)
        QCoreApplication.sendEvent(self.window, enter)
        drop = QDropEvent(QPointF(where), Qt.DropAction.CopyAction, data, buttons, keys)
        QCoreApplication.sendEvent(self.window, drop)
        return enter.isAccepted()

    def wait(self, condition):
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=TIMEOUT)

    def wait_for_photos(self, count):
        self.wait(lambda: len(self.open_photos) == count)

    def wait_for_state(self, row, *states):
        self.wait(lambda: len(self.open_photos) > row and self.state(row) in states)

    def wait_for_result(self, row=0):
        self.wait_for_state(row, PhotoState.DONE)
        self.wait_for_view()

    def wait_for_view(self):
        """Until the panes show what was asked for last."""
        self.wait(lambda: self.window.session.view.is_settled)

    def wait_for_words(self, *words):
        self.wait(lambda: any(all(word in each for word in words) for each in self.sentences))

    @property
    def viewer(self):
        return self.window.parts.viewer

    def found(self, source, part=Part.VIEW):
        """The picture of a source that the panes paint from."""
        return self.viewer.store.find(source, part)

    def picture(self, source):
        """The same as an array."""
        return pixels_of(self.found(source).image).astype(int)

    def canvas(self, source):
        """The pane that shows a source."""
        return self.viewer.canvas_of(source)

    def pane(self, source):
        """What a pane shows of the photo, in the middle: an array."""
        canvas = self.canvas(source)
        pixels = pixels_of(canvas.grab().toImage())
        # Where the photo lies: panes may differ in width by an odd number.
        middle = canvas._placement().point_on_pane(self.viewer.transform.centre)
        rows, columns = int(middle.y()), int(middle.x())
        return pixels[rows - 40 : rows + 40, columns - 40 : columns + 40].astype(int)

    def light(self, source):
        return float(np.mean(self.pane(source)))

    def open_and_wait(self, *paths):
        self.drop(*paths)
        self.wait_for_result()


@pytest.fixture(autouse=True)
def nothing_enhanced_ahead(monkeypatch):
    """Tests count on what is enhanced; those of work ahead shorten its rest themselves."""
    monkeypatch.setattr(enhancing_ahead, "AFTER", 10_000_000)


@pytest.fixture(autouse=True)
def same_dress(qapp):
    """Colours and style are again as they were, after the test."""
    palette, sheet = qapp.palette(), qapp.styleSheet()
    yield
    qapp.setPalette(palette)
    qapp.setStyleSheet(sheet)


@pytest.fixture
def make_window(qapp, qtbot, same_dress):
    """Windows that are closed after the test."""
    windows = []

    def make():
        window = MainWindow(Preferences(), ThemeSwitch(qapp))
        windows.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitActive(window, timeout=TIMEOUT)
        return window

    yield make
    for window in windows:
        # With work left, it says so first and closes when it is asked again.
        if not window.close():
            window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(make_window):
    return make_window()


@pytest.fixture
def person(window, qtbot):
    return Person(window, qtbot)


@pytest.fixture
def all_windows(person, dark_photo, tmp_path):
    """The window with a photo, and every other window and dialog of it, with all their pages."""
    window, commands = person.window, person.window.commands
    person.open_and_wait(dark_photo)
    for command in (
        commands.queue,
        commands.finetune,
        commands.models,
        commands.storage,
        commands.manual,
        commands.shortcuts,
        commands.about,
    ):
        command.trigger()
    window._queue._shown.form.ask_for((tmp_path,))
    window.activateWindow()
    return [window, *window.findChildren(QDialog)]


@pytest.fixture
def make_person(make_window, qtbot):
    return lambda: Person(make_window(), qtbot)
