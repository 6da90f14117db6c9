"""Dark photos, and a queue of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from job_samples import write_dark
from queue_samples import settings_for

from lowexp_gui.batch.queue import Queue


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Four small dark photos."""
    (tmp_path / "in").mkdir()
    return [write_dark(tmp_path / "in" / f"{name}.png", 200, 150, ord(name)) for name in "abcd"]


@pytest.fixture
def queue(tmp_path: Path, photos: list[Path]) -> Iterator[Queue]:
    """A queue on disk in which they wait."""
    with Queue(tmp_path / "a.queue") as queue:
        queue.add(photos, settings_for(tmp_path / "out"))
        yield queue
