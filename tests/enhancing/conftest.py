"""A real model and small real scenes."""

import pytest
from scenes import dark_scene

from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.weights import DualModel, load_model
from lowexp_gui.photo.photograph import Photo, photo_from_srgb


@pytest.fixture(scope="session")
def model() -> DualModel:
    """The article's model, on the CPU."""
    return load_model(find_model("article"))


@pytest.fixture
def photo() -> Photo:
    """A dark photo of odd sides, larger than two tiles of 64 pixels."""
    return photo_from_srgb(dark_scene(141, 203))
