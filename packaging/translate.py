"""Bring the translations up to date: collect the sources' texts, and pack what is translated.

`python3 packaging/translate.py`
"""

import sys

from setting_up.python_version import continue_with_supported_python

if __name__ == "__main__":
    continue_with_supported_python()
    from setting_up.translating import main

    sys.exit(main(sys.argv[1:]))
