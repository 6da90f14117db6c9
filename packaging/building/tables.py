"""Tables in the docs that are made from declarations: `python3 packaging/tables.py` brings them up to date.

A table stands between the lines `<!-- table: NAME -->` and `<!-- end of table -->`.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from .project import ROOT  # isort: skip  It puts the sources where they are found.
from lowexp_gui.languages import LANGUAGES
from lowexp_gui.photo.encoding import EXPORT_OPTIONS, USUAL, formats_with
from lowexp_gui.photo.export_option import ChoiceOption, NumberOption
from lowexp_gui.photo.formats.file_format import Writing
from lowexp_gui.photo.photograph import WRITABLE, PhotoFormat

DOCS = (ROOT / "lowexp_gui" / "photo" / "README.md", ROOT / "resources" / "translations" / "README.md")
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


_TABLES: Mapping[str, Callable[[], str]] = {
    "formats": format_table,
    "options": option_table,
    "languages": language_table,
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
