"""What is run, and what must come of it."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from job_samples import write_dark

POSIX = os.name == "posix"


@dataclass(frozen=True)
class Scene:
    """A job and its expected outcome.

    Attributes:
        inputs: inputs of the job.
        rule: fields of its output rule; the default folder is "out".
        saved: expected new results; None if the decoder decides.
        failed: photos or paths that must fail; None if the decoder decides.
        words: texts that a failure must contain.
        queued: called when the photos are queued and none has started.
        begun: called when the first photo starts.
        job: other fields of the job.
    """

    inputs: tuple[Path, ...]
    rule: dict[str, object] = field(default_factory=dict)
    saved: int | None = None
    failed: int | None = 0
    words: str = ""
    queued: Callable[[], object] = lambda: None
    begun: Callable[[], object] = lambda: None
    job: dict[str, object] = field(default_factory=dict)


Situation = Callable[[Path], Scene]
Named = tuple[str, Situation]


def write_named(path: Path, seed: int = 0) -> Path:
    """A small dark PNG of any name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_dark(path.parent / "x.png", 24, 16, seed)
    return (path.parent / "x.png").replace(path)
