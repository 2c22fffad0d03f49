"""How far each import is."""
PROGRESS = {}


def begin(pk):
    PROGRESS[str(pk)] = 0


def finish(pk):
    PROGRESS.pop(str(pk), None)
