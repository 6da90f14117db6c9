"""Photos of every kind of name."""

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from .scene import POSIX, Named, Scene, write_named

_NAMES = {
    "NFD": unicodedata.normalize("NFD", "né à Åre.png"),
    "NFC": unicodedata.normalize("NFC", "né à Åre.png"),
    "emoji": "😀🌃.png",
    "family": "👨‍👩‍👧‍👦 night.png",
    "flag": "🏴󠁧󠁢󠁳󠁣󠁴󠁿.png",
    "255 bytes": "a" * 251 + ".png",
    "255 bytes of three": "夜" * 83 + "ab.png",
    "255 bytes of marks": "a" + "\u0301" * 125 + ".png",
    "trailing space": "dark .png",
    "trailing dots": "dark...png",
    "spaces alone": "   .png",
    "leading dash": "-rf.png",
    "an option": "--help.png",
    "new line": "one\ntwo.png",
    "return": "one\rtwo.png",
    "tab": "one\ttwo.png",
    "escape": "\x1b[31mred\x1b[0m.png",
    "bell": "\x07.png",
    "delete": "\x7f.png",
    "turned": "\u202egnp.exe.png",
    "unseen": "\u200b\u200d\ufeff.png",
    "single quote": "it's.png",
    "double quote": 'so "dark".png',
    "backslash": "a\\b.png",
    "percent": "100%s%n%d.png",
    "braces": "{stem}{0}{n:99}.png",
    "unclosed brace": "{.png",
    "dollar": "$HOME.png",
    "backtick": "`id`.png",
    "semicolon": "a; rm -r b.png",
    "star": "*.png",
    "question": "what?.png",
    "brackets": "[a-z].png",
    "pipe": "a|b.png",
    "angles": "<b>.png",
    "colon": "12:30.png",
    "con": "con.png",
    "nul": "NUL.png",
    "tilde": "~root.png",
    "Arabic": "ليل ١٢.png",
    "Hebrew": "לילה.png",
    "Thai": "กลางคืน.png",
    "dotted I": "İstanbul ıŞ.PNG",
    "sharp s": "STRAßE.Png",
    "full width": "\uff29\uff2d\uff27\uff3f\uff11.png",
    "comma and equals": "=1+1,2.png",
    "no text": os.fsdecode(b"caf\xe9 \xff.png") if POSIX else "cafe.png",
    "many dots": "a.b.c.d.e.jpeg.png",
    "its own result": "a_lowexp.png",
    "numbered": "a (2).png",
}


def names() -> Iterator[Named]:
    """Photos of every kind of name, each in a folder and given by itself."""
    for title, name in _NAMES.items():

        def situation(place: Path, name: str = name) -> Scene:
            return Scene((write_named(place / "in" / name), place / "in"), saved=1)

        yield f"name: {title}", situation
    yield "name: both forms of é", _both_forms
    yield "name: only in case another", _cases
    yield "name: hidden, given", lambda place: Scene((write_named(place / ".dark.png"),), saved=1)


def _both_forms(place: Path) -> Scene:
    folder = place / "in"
    for seed, form in enumerate(("NFC", "NFD")):
        write_named(folder / unicodedata.normalize(form, "é.png"), seed)
    return Scene((folder,), saved=len(list(folder.iterdir())))


def _cases(place: Path) -> Scene:
    folder = place / "in"
    for seed, name in enumerate(("a.png", "A.png", "a.PNG", "A.Png")):
        write_named(folder / name, seed)
    return Scene((folder,), saved=len(list(folder.iterdir())))
