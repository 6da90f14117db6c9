"""Set Lowexp up, once, and open it on the photos given, or on the bundled sample.

`python3 packaging/start.py [PHOTO...]`; where there is no screen the command line does the same job.
"""

import sys

from setting_up.python_version import continue_with_supported_python

if __name__ == "__main__":
    continue_with_supported_python()
    from setting_up.starting import main

    sys.exit(main(sys.argv[1:]))
