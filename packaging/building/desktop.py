"""Files for Linux desktops and shells: the layout of /usr/share for all packages."""

import gzip
import shutil
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from .file_kinds import media_types
from .manual import write_completions, write_manual
from .marks import DRAWING, draw_all
from .project import APP_ID, LICENCE, MODEL_TYPE, ROOT, SUMMARY, TITLE, version

from lowexp_gui.languages import LANGUAGES, SOURCE, TRANSLATED  # isort: skip

_SOURCES = ROOT / "packaging" / "linux"


def stage(share: Path, date: str) -> None:
    """Write menu entry, icons, file kinds, AppStream metadata, manual pages and completions below `share`.

    Args:
        share: a folder that becomes /usr/share.
        date: of the release, as in 2026-01-31.
    """
    _write(share / "applications" / "lowexp.desktop", desktop_entry())
    _write(share / "metainfo" / f"{APP_ID}.metainfo.xml", metainfo(date))
    _write(share / "mime" / "packages" / "lowexp.xml", model_type())
    icons = share / "icons" / "hicolor"
    for size, drawn in draw_all().items():
        target = icons / f"{size}x{size}" / "apps" / "lowexp.png"
        target.parent.mkdir(parents=True)
        shutil.copyfile(drawn, target)
    scalable = icons / "scalable" / "apps"
    scalable.mkdir(parents=True)
    shutil.copyfile(DRAWING, scalable / "lowexp.svg")
    write_manual(share / "man" / "man1", date)
    write_completions(share)


def desktop_entry() -> str:
    """The menu entry, by the Desktop Entry Specification."""
    return "\n".join(
        [
            "[Desktop Entry]",
            "Type=Application",
            "Version=1.0",
            f"Name={TITLE}",
            f"GenericName={SOURCE.kind}",
            *(f"GenericName[{each.code}]={each.kind}" for each in TRANSLATED),
            f"Comment={SUMMARY}",
            *(f"Comment[{each.code}]={each.summary}" for each in TRANSLATED),
            "Exec=lowexp-gui %F",
            "TryExec=lowexp-gui",
            "Icon=lowexp",
            "Terminal=false",
            "StartupNotify=true",
            "StartupWMClass=lowexp",
            "Categories=Graphics;Photography;2DGraphics;RasterGraphics;",
            "Keywords=photo;dark;exposure;brightness;noise;RAW;",
            f"MimeType={';'.join([*media_types(), MODEL_TYPE])};",
            "",
        ]
    )


def metainfo(date: str) -> str:
    """The AppStream metadata."""
    types = [*media_types(), MODEL_TYPE]
    values = {
        "APP_ID": APP_ID,
        "LICENCE": LICENCE,
        "SUMMARIES": _in_every_language("summary", {each.code: each.summary for each in LANGUAGES.values()}),
        "VERSION": version(),
        "DATE": date,
        "MEDIA_TYPES": "\n".join(f"    <mediatype>{name}</mediatype>" for name in types),
    }
    return _filled("lowexp.metainfo.xml", values)


def model_type() -> str:
    """The media type of model files, for the Shared MIME-info Database."""
    comments = _in_every_language("comment", {each.code: each.model for each in LANGUAGES.values()})
    return _filled("lowexp-model.xml", {"COMMENTS": comments})


def _in_every_language(element: str, texts: Mapping[str, str]) -> str:
    """XML elements with a text by its language, the one of the sources first."""
    return "\n  ".join(
        f"<{element}>{escape(text)}</{element}>"
        if code == SOURCE.code
        else f'<{element} xml:lang="{code}">{escape(text)}</{element}>'
        for code, text in texts.items()
    )


def _filled(name: str, values: Mapping[str, str]) -> str:
    text = (_SOURCES / name).read_text(encoding="utf-8")
    for place, value in values.items():
        text = text.replace(f"@{place}@", value)
    return text


def compress_manual(share: Path) -> None:
    """Pack manual pages, as Debian asks for."""
    for page in sorted((share / "man").rglob("*.1")):
        page.with_name(page.name + ".gz").write_bytes(gzip.compress(page.read_bytes(), 9, mtime=0))
        page.unlink()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
