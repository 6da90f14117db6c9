"""Bring the tables in the docs up to date with what the sources declare, in the project's environment.

`.venv/bin/python packaging/tables.py`
"""

from building.tables import main

if __name__ == "__main__":
    main()
