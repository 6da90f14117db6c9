"""The state of a photo."""

from dataclasses import dataclass
from enum import StrEnum


class PhotoState(StrEnum):
    """What has become of a photo so far."""

    WAITING = "waiting"
    """Nobody has asked for its result."""
    QUEUED = "queued"
    """Its result is asked for, and other photos come first."""
    READING = "reading"
    WORKING = "working"
    DONE = "done"
    SAVING = "saving"
    SAVED = "saved"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class PhotoStatus:
    """A photo's state with what belongs to it.

    Attributes:
        state: what has become of the photo.
        fraction: how much of the work is done, 0 to 1, while working.
        sentence: why it failed, or, of a photo that is done, why it could not be saved.
    """

    state: PhotoState = PhotoState.WAITING
    fraction: float = 0.0
    sentence: str = ""


WAITING = PhotoStatus()
"""The status of a new photo."""
QUEUED = PhotoStatus(PhotoState.QUEUED)
"""The status of a photo that waits for others."""
