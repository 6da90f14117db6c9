"""The archive that runs where it is unpacked."""

import shutil
import subprocess
from datetime import datetime
from pathlib import Path

from .desktop import stage
from .project import BUILT, FROZEN, MADE, ROOT, version

_README = """\
Lowexp {version}

Start:              ./lowexp-gui [PHOTO...]
On the command line: ./lowexp --help      (manual: man -l share/man/man1/lowexp.1)
Into your menu:     ./menu-entry.sh add    (and out of it: ./menu-entry.sh remove)
To remove it:       ./menu-entry.sh remove, then delete this folder.

It needs a desktop with X11 or Wayland and OpenGL; on a bare Debian or Ubuntu:
apt install {packages}

Licences of all parts: _internal/resources/legal
"""


def make_tarball(now: datetime) -> Path:
    """Make the .tar.xz of the frozen program. Returns its path."""
    from .needed_libraries import DEPENDS

    name = f"lowexp-{version()}"
    tree = BUILT / "tarball" / name
    shutil.rmtree(tree.parent, ignore_errors=True)
    tree.parent.mkdir(parents=True)
    subprocess.run(["cp", "--archive", str(FROZEN.folder), str(tree)], check=True)
    stage(tree / "share", now.date().isoformat())
    shutil.copy2(ROOT / "packaging" / "linux" / "menu-entry.sh", tree)
    packages = " ".join(each.split()[0] for each in DEPENDS)
    (tree / "README.txt").write_text(_README.format(version=version(), packages=packages), encoding="utf-8")
    target = MADE / f"{name}-linux-x86_64.tar.xz"
    command = ["tar", "--owner=0", "--group=0", "--use-compress-program=xz -T0", "-cf", str(target)]
    subprocess.run([*command, "-C", str(tree.parent), name], check=True)
    return target
