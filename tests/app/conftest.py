"""A session without a window."""

import pytest

from lowexp_gui.app.saving.save_choice import SaveChoice
from lowexp_gui.app.session import Session
from lowexp_gui.model.model_library import DEFAULT_MODEL
from lowexp_gui.photo.region import Region


@pytest.fixture
def session(qapp):
    made = Session(DEFAULT_MODEL, "cpu", SaveChoice())
    yield made
    made.close()


@pytest.fixture
def wait(qtbot):
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=60_000)


@pytest.fixture
def notices(session):
    heard = []
    session.noticed.connect(heard.append)
    return heard


@pytest.fixture
def whole_view(session):
    """View the whole of the photo in view."""

    def look():
        photo = session.in_view.photo
        if photo is not None:
            session.view.set_view(Region(0, 0, photo.width, photo.height), 0)

    session.in_view.changed.connect(look)
    return look
