"""Queues and settings for tests."""

from pathlib import Path

from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.batch.queue_entry import QueueSettings, settings_of
from lowexp_gui.enhancing.adjustments import Adjustments


def settings_for(out: Path, *, brightness: float = 1.0, **rule: object) -> QueueSettings:
    """Settings of the small model."""
    spec = JobSpec((), "article", "cpu", Adjustments(brightness=brightness), OutputRule(out, **rule))  # type: ignore[arg-type]
    return settings_of(spec)
