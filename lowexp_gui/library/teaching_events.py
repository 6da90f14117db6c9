"""What a process that teaches a model tells of itself, as values and as lines of JSON."""

import json
from dataclasses import dataclass

from lowexp_gui.errors import Sentence
from lowexp_gui.field_coding import from_fields, to_fields
from lowexp_gui.strict_json import JsonLimits, parse_json_fields
from lowexp_gui.training.finetuning.finetune_progress import FinetuneProgress

__all__ = [
    "LONGEST_LINE",
    "Compared",
    "Drawn",
    "Estimated",
    "Failed",
    "Figures",
    "FinetuneProgress",
    "Judged",
    "Stopped",
    "TeachingEvent",
    "Told",
    "from_line",
    "to_line",
]
LONGEST_LINE = 1_000_000
# A loss may be no number before the first step.
_LIMITS = JsonLimits(size=LONGEST_LINE, paths=True, not_finite=True)


@dataclass(frozen=True)
class Estimated:
    """How long teaching takes at most, in seconds."""

    seconds: float


@dataclass(frozen=True)
class Drawn:
    """Pictures of a held-back photo, as files: by the start model, by the new one, and its reference."""

    before: str
    now: str
    reference: str


@dataclass(frozen=True)
class Told:
    """Something worth knowing."""

    sentence: Sentence


@dataclass(frozen=True)
class Figures:
    """A measure over the same scenes before and after: means, spreads, and the bounds of the mean change."""

    before: float
    before_spread: float
    after: float
    after_spread: float
    least: float
    most: float

    @property
    def change(self) -> float:
        """The mean change."""
        return self.after - self.before


@dataclass(frozen=True)
class Compared:
    """All measures over some scenes."""

    scenes: int
    psnr: Figures
    ssim: Figures
    ciede2000: Figures


@dataclass(frozen=True)
class Judged:
    """Teaching is done.

    Attributes:
        card: of the new model, a file beside its weights.
        own: on a person's held-back photos.
        others: on other photos: what it forgot.
        better: whether it is, beyond chance; None where there are too few scenes to say.
        keep: whether to propose to keep it.
        notes: what happened on the way.
        chance: how often chance alone would change the own PSNR at least as far in that direction, 0..1.
    """

    card: str
    own: Compared
    others: Compared
    better: bool | None
    keep: bool
    notes: tuple[Sentence, ...]
    chance: float = 1.0


@dataclass(frozen=True)
class Stopped:
    """It stopped because somebody asked for it, and nothing is lost that was not to be."""


@dataclass(frozen=True)
class Failed:
    """It stopped for a reason."""

    sentence: Sentence


TeachingEvent = Estimated | FinetuneProgress | Drawn | Told | Judged | Stopped | Failed
_KINDS: dict[str, type[TeachingEvent]] = {
    kind.__name__.lower(): kind
    for kind in (Estimated, FinetuneProgress, Drawn, Told, Judged, Stopped, Failed)
}


def to_line(event: TeachingEvent) -> str:
    """An event as a line without its end."""
    return json.dumps({"event": type(event).__name__.lower(), **to_fields(event)}, ensure_ascii=True)


def from_line(line: str) -> TeachingEvent | None:
    """The event of a line; None for anything else, such as a library's warning."""
    try:
        fields = parse_json_fields(line, _LIMITS)
        kind = _KINDS.get(str(fields.pop("event", None)))
        return None if kind is None else from_fields(kind, fields)
    except ValueError:
        return None
