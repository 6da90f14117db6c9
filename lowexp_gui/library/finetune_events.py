"""The progress events of a fine-tuning process, as values and as lines of JSON."""

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
    "FinetuneEvent",
    "FinetuneProgress",
    "Judged",
    "Noticed",
    "Stopped",
    "from_line",
    "to_line",
]
LONGEST_LINE = 1_000_000
# Before the first step, a loss may be NaN.
_LIMITS = JsonLimits(size=LONGEST_LINE, paths=True, not_finite=True)


@dataclass(frozen=True)
class Estimated:
    """The longest expected duration of fine-tuning, seconds."""

    seconds: float


@dataclass(frozen=True)
class Drawn:
    """Picture files of a held-back photo: by the original model, by the new one, and the reference."""

    before: str
    now: str
    reference: str


@dataclass(frozen=True)
class Noticed:
    """A message for the user."""

    sentence: Sentence


@dataclass(frozen=True)
class Figures:
    """A measure of the same scenes before and after: means, spreads, and confidence bounds of the change."""

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
    """All measures over a set of scenes."""

    scenes: int
    psnr: Figures
    ssim: Figures
    ciede2000: Figures


@dataclass(frozen=True)
class Judged:
    """Fine-tuning is complete.

    Attributes:
        card: card file of the new model, beside its weights.
        own: figures for the user's held-back photos.
        others: figures for other photos, which show what the model has forgotten.
        better: whether it is significantly better; None if there are too few scenes.
        keep: whether keeping it is recommended.
        notes: messages about the run.
        chance: p-value: probability of an equal or larger change of the PSNR on the user's photos by chance,
            0..1.
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
    """The run was stopped on request; it can be resumed unless it was to be discarded."""


@dataclass(frozen=True)
class Failed:
    """The run failed."""

    sentence: Sentence


FinetuneEvent = Estimated | FinetuneProgress | Drawn | Noticed | Judged | Stopped | Failed
_KINDS: dict[str, type[FinetuneEvent]] = {
    kind.__name__.lower(): kind
    for kind in (Estimated, FinetuneProgress, Drawn, Noticed, Judged, Stopped, Failed)
}


def to_line(event: FinetuneEvent) -> str:
    """An event as a line without its end."""
    return json.dumps({"event": type(event).__name__.lower(), **to_fields(event)}, ensure_ascii=True)


def from_line(line: str) -> FinetuneEvent | None:
    """The event of a line; None for anything else, such as a library's warning."""
    try:
        fields = parse_json_fields(line, _LIMITS)
        kind = _KINDS.get(str(fields.pop("event", None)))
        return None if kind is None else from_fields(kind, fields)
    except ValueError:
        return None
