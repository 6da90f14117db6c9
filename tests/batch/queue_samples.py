"""Queues, settings and runs for tests."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.batch.job_events import JobEvent, Summary
from lowexp_gui.batch.queue import Queue
from lowexp_gui.batch.queue_entry import QueueSettings, settings_of
from lowexp_gui.batch.queue_run import QueueRun, RunOptions
from lowexp_gui.enhancing.adjustments import Adjustments


def settings_for(out: Path, *, brightness: float = 1.0, **rule: object) -> QueueSettings:
    """Queue settings with the small model."""
    spec = JobSpec((), "article", "cpu", Adjustments(brightness=brightness), OutputRule(out, **rule))  # type: ignore[arg-type]
    return settings_of(spec)


class Watching:
    """Records the events of a run, and may act on them."""

    def __init__(self, act: Callable[[JobEvent, "Watching"], object] = lambda *_: None) -> None:
        self.events: list[JobEvent] = []
        self.run: QueueRun | None = None
        self._act = act

    def __call__(self, event: JobEvent) -> None:
        self.events.append(event)
        self._act(event, self)

    def of(self, kind: type) -> list[str]:
        return [event.path.stem for event in self.events if isinstance(event, kind)]


def run(queue: Queue, watching: Watching, jobs: int = 1, cancel: Event | None = None) -> Summary:
    """Run a queue."""
    watching.run = QueueRun(queue, watching, cancel or Event(), RunOptions(jobs=jobs))
    return watching.run.run()
