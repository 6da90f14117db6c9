"""The state of a photo."""

from dataclasses import dataclass
from enum import StrEnum


class PhotoState(StrEnum):
    """The state of a photo's result."""

    WAITING = "waiting"
    """Its result has not been requested."""
    QUEUED = "queued"
    """Its result is requested, but other photos come first."""
    READING = "reading"
    WORKING = "working"
    DONE = "done"
    SAVING = "saving"
    SAVED = "saved"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class PhotoStatus:
    """A photo's state with its details.

    Attributes:
        state: the state.
        fraction: progress while working, 0..1.
        sentence: why the photo failed, or why its result could not be saved.
    """

    state: PhotoState = PhotoState.WAITING
    fraction: float = 0.0
    sentence: str = ""


WAITING = PhotoStatus()
"""The status of a new photo."""
QUEUED = PhotoStatus(PhotoState.QUEUED)
"""The status of a photo that waits for others."""
