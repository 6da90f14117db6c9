"""The program's icon in every form that systems ask for, and what Windows shows as a file's details."""

import os
from pathlib import Path

from .project import BUILT, ROOT, SUMMARY, TITLE

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
DRAWING = ROOT / "resources" / "icons" / "lowexp.svg"
_ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)


def draw(size: int, target: Path) -> None:
    """Write the icon as a PNG of so many pixels a side."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(DRAWING)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    target.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(target)):
        raise OSError(f"{target} cannot be written")


def draw_all(folder: Path = BUILT / "icons") -> dict[int, Path]:
    """The icon as PNG files by size, and beside them as lowexp.ico and lowexp.icns."""
    from PIL import Image

    drawn = {size: folder / f"{size}.png" for size in SIZES}
    for size, path in drawn.items():
        draw(size, path)
    pictures = {size: Image.open(path) for size, path in drawn.items()}
    small = [pictures[size] for size in _ICO_SIZES[:-1]]
    sizes = [(size, size) for size in _ICO_SIZES]
    pictures[256].save(folder / "lowexp.ico", sizes=sizes, append_images=small)
    pictures[512].save(folder / "lowexp.icns", append_images=[pictures[size] for size in (32, 64, 128, 256)])
    return drawn


def icon_for(platform: str, built: Path) -> str | None:
    """The icon of a program file, on those systems where program files have one."""
    suffix = {"win32": "ico", "darwin": "icns"}.get(platform)
    return str(built / "icons" / f"lowexp.{suffix}") if suffix else None


def version_resource(version: str, name: str) -> object:
    """What Windows shows of a program file: a VSVersionInfo of PyInstaller."""
    from PyInstaller.utils.win32 import versioninfo as info

    numbers = (*(int(part) for part in version.split(".")[:3]), 0)
    texts = {
        "FileDescription": TITLE if name == "lowexp-gui" else f"{TITLE} on the command line",
        "FileVersion": version,
        "InternalName": name,
        "OriginalFilename": f"{name}.exe",
        "ProductName": TITLE,
        "ProductVersion": version,
        "Comments": SUMMARY,
    }
    table = info.StringTable("040904B0", [info.StringStruct(key, text) for key, text in texts.items()])
    return info.VSVersionInfo(
        ffi=info.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[
            info.StringFileInfo([table]),
            info.VarFileInfo([info.VarStruct("Translation", [0x0409, 1200])]),
        ],
    )
