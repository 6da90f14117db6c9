"""Keeping the machine awake while it works."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

_log = logging.getLogger(__name__)


@contextmanager
def kept_awake() -> Iterator[None]:
    """Keep the machine from going to sleep by itself, where that can be asked for; its screen may sleep."""
    from wakepy import keep

    with keep.running(on_fail="pass") as mode:
        if not mode.active:
            _log.info("The machine cannot be kept awake: %s", mode.result.get_failure_text())
        yield
