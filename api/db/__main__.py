"""`python -m api.db revision SLUG`: write the migration the models ask for."""

import sys
import tempfile

from api.db import migrate
from api.db.session import Database


def main() -> None:
    """Compare the models with a database at head and write the difference down."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/empty.db")
        migrate.upgrade(database.writer)
        migrate.new_revision(database.writer, sys.argv[2])
        database.close()


if __name__ == "__main__":
    main()
