"""What the system lacks, and how to get it."""

import shlex
import sys

from setting_up import system_packages

MISSING = system_packages.library("liblowexp-nowhere.so.9", "liblowexp-nowhere9")
MISSING_PROGRAM = system_packages.program("lowexp-nowhere", "lowexp-nowhere-bin")


class TestSystemPackages:
    def test_what_is_missing_is_found_out(self) -> None:
        there = system_packages.program(sys.executable, "python3")
        assert system_packages.missing([there, MISSING, MISSING_PROGRAM]) == [MISSING, MISSING_PROGRAM]

    def test_debian_gets_the_exact_command(self) -> None:
        install = "apt-get install -y --no-install-recommends liblowexp-nowhere9 lowexp-nowhere-bin"
        needs = [MISSING_PROGRAM, MISSING]
        assert system_packages.advice(needs, "apt-get", is_root=True) == f"Run: apt-get update && {install}"
        assert (
            system_packages.advice(needs, "apt-get", is_root=False)
            == f"Run: sudo apt-get update && sudo {install}"
        )

    def test_rpm_systems_are_asked_for_the_files_themselves(self) -> None:
        said = system_packages.advice([MISSING, MISSING_PROGRAM], "dnf", is_root=False)
        assert said == "Run: sudo dnf install 'liblowexp-nowhere.so.9()(64bit)' /usr/bin/lowexp-nowhere"

    def test_other_systems_are_told_the_names(self) -> None:
        assert "liblowexp-nowhere.so.9, lowexp-nowhere" in system_packages.advice(
            [MISSING, MISSING_PROGRAM], "", is_root=False
        )

    def test_every_command_can_be_pasted_into_a_shell(self) -> None:
        needs = (*system_packages.MAKING_VENV, *system_packages.COMMAND_LINE, *system_packages.TESTS)
        words = shlex.split(system_packages.advice(needs, "zypper", is_root=True))
        assert words == ["Run:", "zypper", "install", *(need.rpm for need in needs)]
        assert not any(" " in need.package or " " in need.rpm for need in needs)

    def test_only_linux_needs_packages(self) -> None:
        for platform in ("win32", "darwin"):
            assert system_packages.to_set_up(platform, is_done=False) == ()
            assert system_packages.for_window(platform) == ()
            assert system_packages.for_tests(platform) == ()
        assert system_packages.to_set_up("linux", is_done=False)
        assert system_packages.to_set_up("linux", is_done=True) == ()

    def test_what_the_window_loads_is_on_the_list(self) -> None:
        listed = {need.name for need in system_packages.WINDOW}
        assert {"libEGL.so.1", "libxcb-cursor.so.0", "libxkbcommon-x11.so.0"} <= listed
