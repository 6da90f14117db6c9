"""Whatever computes a photo, it is the same picture; where there is no graphics card, nothing is shown."""

from threading import Event

import numpy as np
import pytest
from scenes import dark_scene

from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.enhancing.devices import CPU, Device, list_devices
from lowexp_gui.enhancing.rendering import render
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.model.shelf import find_model, list_models
from lowexp_gui.model.weights import load_model
from lowexp_gui.photo.photograph import photo_from_srgb

CARDS = [device for device in list_devices() if device.name != CPU.name]


@pytest.mark.skipif(not CARDS, reason="there is no graphics card")
@pytest.mark.parametrize("stage", [Stage.ENHANCED, Stage.FINAL])
@pytest.mark.parametrize("name", [each.card.name for each in list_models()])
@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_a_graphics_card_gives_the_cpus_picture(card: Device, name: str, stage: Stage) -> None:
    photo, model = photo_from_srgb(dark_scene(420, 610)), load_model(find_model(name))
    here, there = (
        render(enhance_photo(photo, model, device, Event()), stage).clip(0, 1) for device in (CPU, card)
    )
    assert np.abs(here - there).max() * 255 <= 2
