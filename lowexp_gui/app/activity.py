"""How far the work has come."""

from dataclasses import dataclass

from lowexp_gui.app.enhance_worker import TileProgress


@dataclass(frozen=True)
class Activity:
    """What the status line shows while there is work.

    Attributes:
        fraction: of all the work that was asked for, 0 to 1.
        seconds_left: an estimate, or None while there is nothing to go by.
        position, count: which photo of how many, for “Save all”; a count of 1 otherwise.
        preparing: the photo is still being read, or the light looked for.
        paused: a person lets it rest.
    """

    fraction: float
    seconds_left: float | None
    position: int = 1
    count: int = 1
    preparing: bool = False
    paused: bool = False


def activity_of(progress: TileProgress | None, settled: int = 0, count: int = 1) -> Activity:
    """The activity for a photo's progress, the photo being the one after `settled` of `count`."""
    position = min(settled + 1, count)
    if progress is None or progress.total == 0:
        return Activity(settled / count, None, position, count, preparing=True)
    done = progress.done / progress.total
    per_photo = progress.seconds / done if done > 0 else None
    seconds_left = None
    if per_photo is not None:
        seconds_left = per_photo * ((1 - done) + (count - settled - 1))
    return Activity((settled + done) / count, seconds_left, position, count)
