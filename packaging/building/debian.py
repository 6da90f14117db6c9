"""The Debian package."""

import gzip
import json
import shutil
import subprocess
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from .desktop import compress_manual, stage
from .needed_libraries import depends
from .project import BUILT, CODE_LICENCE, FROZEN, MADE, ROOT, SUMMARY, WEIGHTS_LICENCE, version

_TREE = BUILT / "debian"
_MAINTAINER = "The Lowexp developers <lowexp@localhost>"
_DESCRIPTION = """\
 Drop a dark photo on its window and see it before, brightened and cleaned,
 side by side; move sliders until you like it; save it. Your original is never
 changed. Everything happens on your own computer, without a network.
 .
 The package holds everything that it needs, its models among it, and a
 command line, lowexp, for whole folders."""
_OVERRIDES = """\
# Everything that it needs comes with it, so that it is the same everywhere.
lowexp: embedded-library *
lowexp: hardening-no-pie *
lowexp: hardening-no-relro *
lowexp: hardening-no-fortify-functions *
lowexp: unstripped-binary-or-object *
lowexp: shared-library-lacks-prerequisites *
lowexp: library-not-linked-against-libc *
lowexp: extra-license-file *
lowexp: package-contains-documentation-outside-usr-share-doc *
lowexp: custom-library-search-path *
lowexp: sharedobject-in-library-directory-missing-soname *
lowexp: exit-in-shared-library *
# Not made for Debian's archive, and its maintainer has no address yet.
lowexp: bogus-mail-host *
lowexp: bogus-mail-host-in-debian-changelog *
lowexp: initial-upload-closes-no-bugs *
"""


def make_deb(now: datetime) -> Path:
    """Make the .deb of the frozen program. Returns its path."""
    shutil.rmtree(_TREE, ignore_errors=True)
    program = _TREE / "usr" / "lib" / "lowexp"
    program.parent.mkdir(parents=True)
    subprocess.run(["cp", "--archive", str(FROZEN.folder), str(program)], check=True)
    share = _TREE / "usr" / "share"
    stage(share, now.date().isoformat())
    compress_manual(share)
    commands = _TREE / "usr" / "bin"
    commands.mkdir()
    for name in ("lowexp", "lowexp-gui"):
        (commands / name).symlink_to(f"../lib/lowexp/{name}")
    _write_documents(share / "doc" / "lowexp", now)
    overrides = share / "lintian" / "overrides" / "lowexp"
    overrides.parent.mkdir(parents=True)
    overrides.write_text(_OVERRIDES, encoding="utf-8")
    _set_modes()
    control = _TREE / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(_control(program), encoding="utf-8")
    target = MADE / f"lowexp_{version()}_{_architecture()}.deb"
    build = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(_TREE), str(target)]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    return target


def _architecture() -> str:
    asked = ["dpkg", "--print-architecture"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


def _control(program: Path) -> str:
    kilobytes = sum(-(-path.lstat().st_size // 1024) for path in _unique_files(_TREE))
    fields = {
        "Package": "lowexp",
        "Version": version(),
        "Section": "graphics",
        "Priority": "optional",
        "Architecture": _architecture(),
        "Maintainer": _MAINTAINER,
        "Installed-Size": str(kilobytes),
        "Depends": depends(program / "_internal"),
        "Description": f"{SUMMARY[0].lower()}{SUMMARY[1:]}\n{_DESCRIPTION}",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def _unique_files(folder: Path) -> list[Path]:
    """All files; one with two names is listed once."""
    files = [path for path in folder.rglob("*") if path.is_symlink() or path.is_file()]
    return list({path.lstat().st_ino: path for path in files}.values())


def _set_modes() -> None:
    """Make programs executable, and other files not."""
    for path in _TREE.rglob("*"):
        if path.is_symlink():
            continue
        own = path.parent.name == "lowexp" and path.name in ("lowexp", "lowexp-gui")
        program = own or (path.parent.name == "bin" and "." not in path.name)
        path.chmod(0o755 if path.is_dir() or program else 0o644)


def _write_documents(folder: Path, now: datetime) -> None:
    folder.mkdir(parents=True)
    (folder / "copyright").write_text(_copyright(), encoding="utf-8")
    changes = f"lowexp ({version()}) stable; urgency=medium\n\n  * Release {version()}.\n\n"
    signed = f"{changes} -- {_MAINTAINER}  {format_datetime(now.astimezone(UTC))}\n"
    (folder / "changelog.gz").write_bytes(gzip.compress(signed.encode(), 9, mtime=0))


def _copyright() -> str:
    parts = json.loads((FROZEN.legal / "licences.json").read_text(encoding="utf-8"))
    lines = [f" {part['name']} {part['version']}: {part['licence']}" for part in parts]
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8").splitlines()
    return "\n".join(
        [
            "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/",
            "Upstream-Name: Lowexp",
            "Comment: Parts of other people, whose licences lie whole in",
            " /usr/lib/lowexp/_internal/resources/legal/licences:",
            *lines,
            "",
            "Files: *",
            "Copyright: The Lowexp developers",
            f"License: {CODE_LICENCE}",
            " The text of the licence is in /usr/share/common-licenses/Apache-2.0.",
            "",
            "Files: usr/lib/lowexp/_internal/weights/*",
            "Copyright: The Lowexp developers",
            f"License: {WEIGHTS_LICENCE}",
            *(f" {line}" if line else " ." for line in notice),
            "",
        ]
    )
