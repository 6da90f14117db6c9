"""A bare Debian in a folder, to install into: nothing but what every Debian has, and no Python."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from .project import BUILT

_RELEASE = "bookworm"
_BASE = BUILT / "bare-debian-base"
_APT_SETTINGS = ("sources.list", "sources.list.d", "apt.conf.d", "preferences.d", "keyrings")
PERSON = "person"


class BareDebian:
    """A fresh installation in `root`; commands run in separate namespaces, so that nothing stays mounted."""

    def __init__(self, root: Path) -> None:
        """Create it from a cached copy."""
        if not (_BASE / "etc" / "debian_version").is_file():
            _bootstrap()
        shutil.rmtree(root, ignore_errors=True)
        subprocess.run(["cp", "--archive", str(_BASE), str(root)], check=True)
        self.root = root
        self.home = root / "home" / PERSON
        self.run(["useradd", "--create-home", "--shell", "/bin/sh", PERSON])

    def command(
        self, words: Sequence[str], *, network: bool = False, person: bool = False, display: str = ""
    ) -> list[str]:
        """The command that runs another one inside: as root or as a person, and without a network.

        Without a network, the host can only be reached through files, such as an X server's socket.
        """
        spaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child"] + ([] if network else ["--net"])
        mounts = (
            'mount -t proc proc "$0/proc" && mount --bind /dev "$0/dev" && mkdir -p "$0/tmp/.X11-unix" && '
            'mount --bind /tmp/.X11-unix "$0/tmp/.X11-unix" && exec "$@"'
        )
        inside = ["chroot", *([f"--userspec={PERSON}"] if person else []), str(self.root)]
        home = f"/home/{PERSON}" if person else "/root"
        # The host's environment is not passed on.
        bare = ["env", "--ignore-environment", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", f"HOME={home}"]
        bare += ["LANG=C.UTF-8", "DEBIAN_FRONTEND=noninteractive", f"DISPLAY={display}"]
        where = ["/bin/sh", "-c", 'cd && exec "$@"', "sh"]
        return [*spaces, "sh", "-c", mounts, str(self.root), *inside, *bare, *where, *words]

    def run(self, words: Sequence[str], *, network: bool = False, person: bool = False) -> str:
        """Run a command inside. Returns its output.

        Raises:
            RuntimeError: it failed; contains its output.
        """
        ended = subprocess.run(
            self.command(words, network=network, person=person),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if ended.returncode != 0:
            raise RuntimeError(f"{' '.join(words)}: exit code {ended.returncode}\n{ended.stdout}")
        return ended.stdout

    def files(self) -> dict[str, int]:
        """All files and links by path, with their sizes, but for those that any installing writes."""
        written = (
            "var/lib/apt/",
            "var/lib/dpkg/",
            "var/cache/",
            "var/log/",
            "tmp/",
            "proc/",
            "dev/",
            "home/",
        )
        found = {}
        for path in self.root.rglob("*"):
            name = str(path.relative_to(self.root))
            if not name.startswith(written) and (path.is_symlink() or not path.is_dir()):
                found[name] = path.lstat().st_size
        return found


def _bootstrap() -> None:
    """Debian's base system, from where this system gets its own packages, and apt's settings with it."""
    asked = ["apt-get", "indextargets", "--format", "$(SITE)", "Created-By: Packages", f"Release: {_RELEASE}"]
    sites = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()
    command = ["debootstrap", "--variant=minbase", _RELEASE, str(_BASE), *sites[:1]]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    target = _BASE / "etc" / "apt"
    for name in _APT_SETTINGS:
        source = Path("/etc/apt") / name
        if source.is_dir():
            shutil.copytree(source, target / name, dirs_exist_ok=True)
        elif source.is_file():
            shutil.copyfile(source, target / name)
    for name in ("resolv.conf", "hosts"):
        shutil.copyfile(Path("/etc") / name, _BASE / "etc" / name)
