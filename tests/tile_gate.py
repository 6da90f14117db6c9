"""A run of the networks that is quickly done, but not before a test allows it."""

import threading
from collections.abc import Iterator

import numpy as np
import pytest

from lowexp_gui.enhancing import running


def gated_tiles(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Tiles that wait for this event."""
    gate = threading.Event()

    def predict(_network: object, _enhancement: object, region, *_: object) -> np.ndarray:
        gate.wait(60)
        return np.zeros((region.height, region.width, 3), np.float32)

    monkeypatch.setattr(running, "predict_noise", predict)
    yield gate
    gate.set()
