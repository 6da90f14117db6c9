"""Legal files in the package: licences of all parts, and the bill of materials."""

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from .bill_of_materials import bill_of
from .licence_policy import check
from .parts import Part, gather
from .project import FROZEN, LICENCE_FILES, ROOT

_LINE = "-" * 72


def write_legal(folder: Path = FROZEN.legal) -> list[Part]:
    """Check every part's licence, and write the texts, an index and `sbom.cdx.json`; gives the parts.

    Raises:
        LicenceError: a part must not be shipped.
    """
    parts = gather()
    for part in parts:
        check(part.name, part.licence)
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "licences").mkdir(parents=True)
    for name in LICENCE_FILES:
        shutil.copy2(ROOT / name, folder)
    index = [_written(part, folder) for part in parts]
    (folder / "licences.json").write_text(json.dumps(index, indent=1, ensure_ascii=False), encoding="utf-8")
    (folder / "sbom.cdx.json").write_text(bill_of(parts), encoding="utf-8")
    return parts


def _written(part: Part, folder: Path) -> dict[str, str]:
    """Write a part's texts into one file, and give its line of the index."""
    name = f"licences/{re.sub('[^A-Za-z0-9.-]+', '-', part.name).lower()}.txt"
    heading = f"{part.name} {part.version}\n{part.licence}\n{part.homepage}\n"
    (folder / name).write_text("\n".join([heading, *_texts(part.texts)]), encoding="utf-8")
    return {
        "name": part.name,
        "version": part.version,
        "licence": part.licence,
        "homepage": part.homepage,
        "text_file": name,
    }


def _texts(paths: Sequence[Path]) -> list[str]:
    """The texts, each under its file's name; equal ones once."""
    seen: dict[str, str] = {}
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="replace").strip()
        seen.setdefault(text, "/".join(path.parts[-3:]))
    return [f"{_LINE}\n{name}\n{_LINE}\n{text}\n" for text, name in seen.items()]
