"""`python -m mtfix` is `mtfix`."""

from mtfix.cli import main

main()
