"""Build and test all packages of Lowexp for this system.

`python3 packaging/build.py [--only-freeze | --only-pack | --only-check]`: what it takes, and what comes
out, stands in packaging/README.md.
"""

import sys

if __name__ == "__main__":
    from building.environment import ready_python, run_inside
    from setting_up.telling import exit_code_of

    sys.exit(exit_code_of(lambda: run_inside(ready_python(), sys.argv[1:])))
