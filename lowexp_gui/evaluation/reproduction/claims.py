"""What the article claims, and whether it held: each a difference over the same photos, beside chance."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from lowexp_gui.evaluation.figures import article_name
from lowexp_gui.evaluation.reproduction.ablations import FIGURE_6, FULL
from lowexp_gui.evaluation.reproduction.comparison import ARTICLE_METHODS, OURS
from lowexp_gui.evaluation.reproduction.measurement_store import Fields
from lowexp_gui.measuring.measure import Measure
from lowexp_gui.measuring.registry import MEASURES
from lowexp_gui.training.finetuning.finetune_verdict import change

_FEWEST_PHOTOS = 8
"""Photos below which no interval is trusted."""
_FIGURE_5 = ("psnr", "ssim", "cie76")
_FIGURE_6 = ("psnr", "ssim")


class Verdict(StrEnum):
    """What became of a claim."""

    HELD = "held"
    FAILED = "did not hold"
    OPEN = "not settled"


@dataclass(frozen=True)
class Difference:
    """How far one thing is above another over the same photos.

    Attributes:
        label: what is compared.
        mean: of the differences.
        least, most: bounds of the mean by a bootstrap over the photos, 95 %.
        wanted: whether the claim wants it above zero (1) or below (-1).
        photos: how many there are.
    """

    label: str
    mean: float
    least: float
    most: float
    wanted: int
    photos: int

    @property
    def verdict(self) -> Verdict:
        """Whether the difference is as claimed, beyond chance."""
        if self.least <= 0 <= self.most or self.photos < _FEWEST_PHOTOS:
            return Verdict.OPEN
        return Verdict.HELD if self.mean * self.wanted > 0 else Verdict.FAILED


@dataclass(frozen=True)
class Claim:
    """A sentence of the article, and what was measured.

    Attributes:
        source: where it stands.
        text: what it says.
        measure: what was measured, with its unit.
        differences: that have to be as claimed, each of them.
    """

    source: str
    text: str
    measure: str
    differences: tuple[Difference, ...]

    @property
    def verdict(self) -> Verdict:
        """Held if every difference is as claimed; not if any is the other way round; else open."""
        verdicts = {each.verdict for each in self.differences}
        if Verdict.FAILED in verdicts:
            return Verdict.FAILED
        return Verdict.HELD if verdicts == {Verdict.HELD} else Verdict.OPEN


def claims_of(found: Fields) -> tuple[Claim, ...]:
    """All claims that can be judged by what was measured."""
    subjects = {each["name"]: each for each in found["figure 5"]["contenders"]}
    claims = [*_figure_5(subjects), *_figure_4(subjects), *_section_3(subjects)]
    claims += _figure_6(found["forms"]["figures"])
    return tuple(claim for claim in claims if claim.differences)


def difference(
    label: str, above: dict[str, Fields], below: dict[str, Fields] | None, name: str, wanted: int = 1
) -> Difference | None:
    """How far a figure of one thing is above that of another, or above zero.

    Args:
        above, below: records by pair.
        name: of the figure.

    Returns:
        None where no pair has both figures.
    """
    pairs = [
        (record[name], 0.0 if below is None else below[key][name])
        for key, record in above.items()
        if below is None or key in below
    ]
    values = [(first, second) for first, second in pairs if first is not None and second is not None]
    if not values:
        return None
    firsts, seconds = zip(*values, strict=True)
    found = change(seconds, firsts)
    return Difference(label, found.mean, found.least, found.most, wanted, len(values))


def stage_records(subject: Fields, stage: str = "final") -> dict[str, Fields]:
    """The records of a subject by pair, of its result or of its light alone."""
    return {key: each[stage] for key, each in subject["records"].items() if each[stage] is not None}


def _figure_5(subjects: dict[str, Fields]) -> list[Claim]:
    ours = stage_records(subjects[OURS])
    return [
        Claim(
            "Figure 5",
            f"The article's network has the best {_name(about)}.",
            f"{about.title}{', ' + about.unit if about.unit else ''}, ours less theirs",
            _present(
                difference(
                    subjects[name]["title"],
                    ours,
                    stage_records(subjects[name]),
                    about.name,
                    1 if about.more_is_better else -1,
                )
                for name in ARTICLE_METHODS
                if name in subjects
            ),
        )
        for about in map(MEASURES.__getitem__, _FIGURE_5)
    ]


def _figure_4(subjects: dict[str, Fields]) -> list[Claim]:
    patch_based = [subjects[name] for name in ("ghp", "lssc") if name in subjects]
    svd = [subjects["svd"]] if "svd" in subjects else []
    ours = subjects[OURS]

    def beside_reference(each: Fields, name: str, wanted: int = 1) -> Difference | None:
        return difference(each["title"], stage_records(each), None, name, wanted)

    def beside_ours(each: Fields, name: str) -> Difference | None:
        return difference(each["title"], stage_records(each), stage_records(ours), name)

    return [
        Claim(
            "Figure 4",
            "GHP and LSSC over-expose: all their pictures are brighter than the real one.",
            "mean value (0 … 1), less the reference's",
            _present(beside_reference(each, "brighter") for each in patch_based),
        ),
        Claim(
            "Figure 4",
            "GHP and LSSC amplify noise.",
            "noise level (0 … 1), less the reference's",
            _present(beside_reference(each, "noise") for each in patch_based),
        ),
        Claim(
            "Figure 4",
            "GHP and LSSC have a serious colour cast.",
            "distance of mean colours (CIE Lab), theirs less ours",
            _present(beside_ours(each, "cast") for each in patch_based),
        ),
        Claim(
            "Figure 4",
            "SVD keeps slight noise.",
            "noise level (0 … 1), less the reference's",
            _present(beside_reference(each, "noise") for each in svd),
        ),
        Claim(
            "Figure 4",
            "SVD has a colour cast.",
            "distance of mean colours (CIE Lab), theirs less ours",
            _present(beside_ours(each, "cast") for each in svd),
        ),
        Claim(
            "Figure 4",
            "The article's network leaves no extra noise.",
            "noise level (0 … 1), less the reference's",
            _present([beside_reference(ours, "noise", -1)]),
        ),
    ]


def _section_3(subjects: dict[str, Fields]) -> list[Claim]:
    before = stage_records(subjects["original"])
    light, final = (stage_records(subjects[OURS], stage) for stage in ("enhanced", "final"))
    return [
        Claim(
            "Section 3",
            "Setting the light right alone amplifies noise.",
            "noise level (0 … 1), after less before",
            _present([difference("light alone less the photo as it is", light, before, "noise")]),
        ),
        Claim(
            "Section 3",
            "The denoiser removes the amplified noise.",
            "noise level, and deviation of the error about its local means (0 … 1), after less before",
            _present(
                [
                    difference("noise level", final, light, "noise", -1),
                    difference("error about local means", final, light, "fine_error", -1),
                ]
            ),
        ),
    ]


def _figure_6(figures: Fields) -> list[Claim]:
    records = {form.name: figures[form.name][form.stage.value] for form in FIGURE_6}
    others = [form for form in FIGURE_6 if form is not FULL]
    first, rest = others[-1], (FULL, *others[:-1])
    claims = []
    for about in map(MEASURES.__getitem__, _FIGURE_6):
        unit = f"{about.title}{', ' + about.unit if about.unit else ''}"
        claims += [
            Claim(
                "Figure 6",
                f"The full model has a higher {_name(about)} than this one: {form.title}.",
                f"{unit}, full model less the other",
                _present([difference(form.title, records[FULL.name], records[form.name], about.name)]),
            )
            for form in others
        ]
        claims.append(
            Claim(
                "Figure 6",
                f"The first part only has the lowest {_name(about)}.",
                f"{unit}, first part less the others",
                _present(
                    difference(form.title, records[first.name], records[form.name], about.name, -1)
                    for form in rest
                ),
            )
        )
    return claims


def _name(measure: Measure) -> str:
    """What the article calls a measure, and what it is."""
    called = article_name(measure).split(" (")[0]
    return f"“{called}” ({measure.title})" if called else measure.title


def _present(found: Iterable[Difference | None]) -> tuple[Difference, ...]:
    return tuple(each for each in found if each is not None)
