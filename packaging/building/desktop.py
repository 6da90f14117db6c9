"""What a Linux desktop and a shell need to know: /usr/share, as it is laid out for every kind of package."""

import gzip
import shutil
from pathlib import Path
from xml.sax.saxutils import escape

from .file_kinds import media_types
from .manual import write_completions, write_manual
from .marks import DRAWING, draw_all
from .project import APP_ID, LICENCE, MODEL_TYPE, ROOT, SUMMARY, TITLE, version

_SOURCES = ROOT / "packaging" / "linux"
_SUMMARY_AR = "يجعل الصور القليلة التعريض مضيئة ونقية"


def stage(share: Path, date: str) -> None:
    """Write menu entry, icons, file kinds, AppStream metadata, manual pages and completions below `share`.

    Args:
        share: a folder that becomes /usr/share.
        date: of the release, as in 2026-01-31.
    """
    _write(share / "applications" / "lowexp.desktop", desktop_entry())
    _write(share / "metainfo" / f"{APP_ID}.metainfo.xml", metainfo(date))
    _write(share / "mime" / "packages" / "lowexp.xml", (_SOURCES / "lowexp-model.xml").read_text("utf-8"))
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
            "GenericName=Photo Enhancer",
            "GenericName[ar]=محسن الصور",
            f"Comment={SUMMARY}",
            f"Comment[ar]={_SUMMARY_AR}",
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
        "SUMMARY": escape(SUMMARY),
        "VERSION": version(),
        "DATE": date,
        "MEDIA_TYPES": "\n".join(f"    <mediatype>{name}</mediatype>" for name in types),
    }
    text = (_SOURCES / "lowexp.metainfo.xml").read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def compress_manual(share: Path) -> None:
    """Pack manual pages, as Debian asks for."""
    for page in sorted((share / "man").rglob("*.1")):
        page.with_name(page.name + ".gz").write_bytes(gzip.compress(page.read_bytes(), 9, mtime=0))
        page.unlink()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
