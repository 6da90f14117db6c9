"""The progress of work, as the status line shows it."""

from dataclasses import dataclass

from lowexp_gui.app.enhancing.enhance_worker import TileProgress


@dataclass(frozen=True)
class Activity:
    """What the status line shows while there is work.

    Attributes:
        fraction: progress of all requested work, 0..1.
        seconds_left: an estimate, or None without one.
        position, count: number of the photo and number of photos in the queue; count is 1 otherwise.
        preparing: whether the photo is being read or its light estimated.
        paused: whether the user has paused it.
    """

    fraction: float
    seconds_left: float | None
    position: int = 1
    count: int = 1
    preparing: bool = False
    paused: bool = False


def activity_of(progress: TileProgress | None) -> Activity:
    """The activity for the progress of one photo."""
    if progress is None or progress.total == 0:
        return Activity(0.0, None, preparing=True)
    done = progress.done / progress.total
    return Activity(done, progress.seconds / done * (1 - done) if done > 0 else None)
