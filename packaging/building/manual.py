"""Manual pages and completions of the shells, from the commands themselves."""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from .project import ROOT, SUMMARY, TITLE, version

if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from lowexp_gui.__main__ import parser as window_parser
from lowexp_gui.cli import main as command_line

_COMPLETIONS: tuple[tuple[type[ShellComplete], str], ...] = (
    (BashComplete, "bash-completion/completions/lowexp"),
    (ZshComplete, "zsh/vendor-completions/_lowexp"),
    (FishComplete, "fish/vendor_completions.d/lowexp.fish"),
)


def write_completions(share: Path) -> None:
    """Write what bash, zsh and fish complete `lowexp` by."""
    for shell, place in _COMPLETIONS:
        path = share / place
        path.parent.mkdir(parents=True, exist_ok=True)
        # The class asks bash for its version otherwise, to refuse old ones; the package has none to ask.
        source = shell.source_template % shell(command_line, {}, "lowexp", "_LOWEXP_COMPLETE").source_vars()
        path.write_text(source.lstrip(), encoding="utf-8")


def write_manual(folder: Path, date: str) -> None:
    """Write lowexp.1, which has all commands, and lowexp-gui.1."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lowexp.1").write_text(command_page(date), encoding="utf-8")
    (folder / "lowexp-gui.1").write_text(window_page(date), encoding="utf-8")


def command_page(date: str) -> str:
    """The manual page of the command line, in the man macros of troff."""
    context = click.Context(command_line, info_name="lowexp")
    lines = [
        *_head("lowexp", date, f"{SUMMARY[0].lower()}{SUMMARY[1:]}"),
        ".SH SYNOPSIS",
        r".B lowexp",
        r"\fICOMMAND\fR [\fIOPTION\fR]... [\fIARGUMENT\fR]...",
        ".SH COMMANDS",
    ]
    for names, command in commands(context, ()):
        lines += _section(names, command)
    lines += [
        ".SH EXIT STATUS",
        "0 where every photo succeeded, 1 where one failed, 2 for a command that was not understood,",
        "3 where a new model was not better, 130 where it was stopped.",
        *_see("lowexp-gui"),
    ]
    return "\n".join(lines) + "\n"


def window_page(date: str) -> str:
    """The manual page of the window."""
    lines = [
        *_head("lowexp-gui", date, f"{SUMMARY[0].lower()}{SUMMARY[1:]}, in a window"),
        ".SH SYNOPSIS",
        r".B lowexp-gui",
        r"[\fIOPTION\fR]... [\fIPHOTO\fR]...",
        ".SH DESCRIPTION",
        "Opens the window on photos, and on all photos in folders. Press F1 in it for all shortcuts.",
        ".SH OPTIONS",
    ]
    for action in window_options():
        values = f" {'|'.join(action.choices)}" if action.choices else ""
        names = ", ".join(action.option_strings)
        lines += [".TP", rf"\fB{_quoted(names)}\fR{_quoted(values)}", _quoted(action.help or "")]
    return "\n".join([*lines, *_see("lowexp")]) + "\n"


def window_options() -> list[argparse.Action]:
    """The options of the window that people use."""
    return [
        action
        for action in window_parser()._actions
        if action.option_strings and action.help and "SUPPRESS" not in action.help
    ]


def _head(name: str, date: str, summary: str) -> list[str]:
    heading = f'.TH {name.upper().replace("-", chr(92) + "-")} 1 "{date}" "{TITLE} {version()}"'
    return [heading, ".SH NAME", rf"{_quoted(name)} \- {summary}"]


def _see(name: str) -> list[str]:
    return [".SH SEE ALSO", rf".BR {_quoted(name)} (1)"]


def commands(
    context: click.Context, names: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """All commands that people call, and those below them."""
    group = context.command
    if not isinstance(group, click.Group):
        return
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        inner = click.Context(command, info_name=name, parent=context)
        yield (*names, name), command
        yield from commands(inner, (*names, name))


def _section(names: tuple[str, ...], command: click.Command) -> list[str]:
    context = click.Context(command, info_name=" ".join(("lowexp", *names)))
    pieces = " ".join(command.collect_usage_pieces(context))
    about = re.sub(r"\s+", " ", command.help or "").strip()
    lines = [f'.SS "lowexp {_quoted(" ".join(names))}"', rf"\fBlowexp {_quoted(' '.join(names))}\fR"]
    lines += [_quoted(pieces), ".PP", _quoted(about)]
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record is not None:
            lines += [".TP", rf"\fB{_quoted(record[0])}\fR", _quoted(re.sub(r"\s+", " ", record[1]))]
    return lines


def _quoted(text: str) -> str:
    """Text that troff takes as it is."""
    plain = (
        text.replace("\\", r"\e").replace("-", r"\-").replace("…", "...").replace("“", '"').replace("”", '"')
    )
    return rf"\&{plain}" if plain.startswith((".", "'")) else plain
