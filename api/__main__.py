"""`python -m api …` is the `handslag` command."""

from api.cli import main

main()
