"""Write the reference of the command line into the manual: `python packaging/write_reference.py`."""

from building.project import ROOT
from building.reference import reference_page

if __name__ == "__main__":
    target = ROOT / "resources" / "manual" / "en" / "command-line.md"
    target.write_text(reference_page(), encoding="utf-8")
    print(f"Written: {target.relative_to(ROOT)}")
