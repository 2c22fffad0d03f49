"""`python -m runready`."""

from runready.main import run

run()
