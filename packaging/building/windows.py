"""Generated lines for the Windows installer: `python -m building.windows`."""

from .file_kinds import suffixes
from .project import BUILT

_LINE = (
    r'Root: HKA; Subkey: "Software\Classes\Applications\lowexp-gui.exe\SupportedTypes"; '
    r'ValueType: string; ValueName: "{suffix}"; ValueData: ""'
)


def registry_lines() -> list[str]:
    """Inno Setup's lines that offer Lowexp for every kind of photo that it reads."""
    return [_LINE.format(suffix=suffix) for suffix in suffixes()]


def main() -> None:
    """Write them where the script includes them."""
    target = BUILT / "windows" / "file_kinds.iss"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(registry_lines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
