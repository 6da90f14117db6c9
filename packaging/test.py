"""Set Lowexp up with what its tests need, and run all of them.

`python3 packaging/test.py [PYTEST ARGUMENT...]`
"""

import sys

from setting_up.python_version import continue_with_supported_python

if __name__ == "__main__":
    continue_with_supported_python()
    from setting_up.testing import main

    sys.exit(main(sys.argv[1:]))
