"""How far the work has come."""

from dataclasses import dataclass

from lowexp_gui.app.enhancing.enhance_worker import TileProgress


@dataclass(frozen=True)
class Activity:
    """What the status line shows while there is work.

    Attributes:
        fraction: of all the work that was asked for, 0 to 1.
        seconds_left: an estimate, or None while there is nothing to go by.
        position, count: which photo of how many, for the queue; a count of 1 otherwise.
        preparing: the photo is still being read, or the light looked for.
        paused: a person lets it rest.
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
