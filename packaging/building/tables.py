"""Tables in the docs that are made from declarations: `python3 packaging/tables.py` brings them up to date.

A table stands between the lines `<!-- table: NAME -->` and `<!-- end of table -->`.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from .project import ROOT  # isort: skip  It puts the sources where they are found.
from lowexp_gui.enhancing.adjustments import ADJUSTMENTS
from lowexp_gui.evaluation.methods import METHODS
from lowexp_gui.languages import LANGUAGES
from lowexp_gui.measuring.registry import MEASURES
from lowexp_gui.photo.encoding import EXPORT_OPTIONS, USUAL
from lowexp_gui.photo.export_option import ChoiceOption, NumberOption
from lowexp_gui.photo.formats.file_format import Writing
from lowexp_gui.photo.formats.photo_format import WRITABLE, PhotoFormat, formats_with
from lowexp_gui.training.plans import PLANS
from lowexp_gui.training.recipe import Module

DOCS = (
    *(ROOT / "lowexp_gui" / name / "README.md" for name in ("photo", "enhancing", "evaluation", "training")),
    ROOT / "resources" / "translations" / "README.md",
)
_TABLE = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end of table -->)", re.DOTALL)


def format_table() -> str:
    """What each format is called, and what can be done with it."""
    rows = []
    for each in PhotoFormat:
        about, writing = each.about, each.about.writing
        # Of cameras' files there are too many.
        suffixes = about.suffixes if len(about.suffixes) < 10 else (*about.suffixes[:3], "…")
        rows.append((about.title, f"`{about.name}`", " ".join(suffixes), "yes", *_writing(writing)))
    return _table(
        (
            "Format",
            "Name",
            "Suffixes",
            "Read",
            "Written",
            "16 bit",
            "Opacity",
            "ICC profile",
            "IPTC",
            "Most pixels",
        ),
        rows,
    )


def _writing(writing: Writing | None) -> tuple[str, ...]:
    if writing is None:
        return ("no", "", "", "", "", "")
    side = "" if writing.max_side is None else f"{writing.max_side} a side"
    return ("yes", _yes(writing.deep), _yes(writing.alpha), _yes(writing.profiles), _yes(writing.iptc), side)


def option_table() -> str:
    """What can be chosen of files that are written, and for which formats."""
    rows = []
    for name, option in EXPORT_OPTIONS.items():
        usual = getattr(USUAL, name)
        if isinstance(option, NumberOption):
            values, usual = f"{option.values[0]} to {option.values[-1]}", str(usual)
        elif isinstance(option, ChoiceOption):
            values, usual = ", ".join(option.words), option.word(usual)
        else:
            values, usual = "", ""
        formats = formats_with(name)
        titles = "all" if formats == WRITABLE else ", ".join(each.about.title for each in formats)
        rows.append((f"`{option.flag}`", option.title.replace("&", ""), values, usual, titles))
    return _table(("Option", "In the window", "Values", "Usual", "Formats"), rows)


def language_table() -> str:
    """The languages of the window."""
    rows = [(about.name, f"`{about.code}`", f"lowexp_{about.code}.ts") for about in LANGUAGES.values()]
    rows[0] = (*rows[0][:2], "the sources")
    return _table(("Language", "Code", "Texts"), rows)


def adjustment_table() -> str:
    """What can be adjusted, in the order in which it applies."""
    rows = [
        (
            about.title,
            f"`--{name.replace('_', '-')}`",
            f"{about.least:g} to {about.most:g}",
            f"{about.neutral:g}",
            about.space.value,
            f"`{about.formula}`",
        )
        for name, about in ADJUSTMENTS.items()
    ]
    return _table(("Adjustment", "Option", "Range", "Neutral", "Values", "Formula"), rows)


def measure_table() -> str:
    """What can be measured."""
    rows = [
        (
            measure.title,
            f"`{measure.name}`",
            measure.unit,
            "more" if measure.more_is_better else "less",
            "a reference" if measure.needs_reference else "the photo before" if measure.needs_before else "",
            _yes(measure.widest is not None),
            measure.formula,
        )
        for measure in MEASURES.values()
    ]
    return _table(("Measure", "Name", "Unit", "Better", "Needs", "In the window", "What it is"), rows)


def method_table() -> str:
    """The compared methods."""
    rows = [
        (method.title, f"`{method.name}`", "minutes" if method.slow else "seconds", method.paper)
        for method in METHODS.values()
    ]
    return _table(("Method", "Name", "Takes", "Published"), rows)


def plan_table() -> str:
    """The plans of training."""
    rows = []
    for plan in PLANS.values():
        steps = ", ".join(str(plan.recipes[module].steps) for module in Module)
        photos = "open ones" if plan.open_photos_only else "all"
        rows.append((f"`{plan.name}`", plan.architecture, steps, photos, plan.description))
    return _table(("Plan", "Networks", "Steps: light, noise", "Photos", "What it gives"), rows)


_TABLES: Mapping[str, Callable[[], str]] = {
    "formats": format_table,
    "options": option_table,
    "languages": language_table,
    "adjustments": adjustment_table,
    "measures": measure_table,
    "methods": method_table,
    "plans": plan_table,
}


def with_tables(text: str) -> str:
    """A text in Markdown with its tables up to date."""
    return _TABLE.sub(lambda found: f"{found[1]}{_TABLES[found[2]]()}{found[3]}", text)


def main() -> None:
    """Bring the tables of all docs up to date."""
    for path in DOCS:
        path.write_text(with_tables(path.read_text(encoding="utf-8")), encoding="utf-8")


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
