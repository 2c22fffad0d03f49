import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def scratch():
    folder = tempfile.mkdtemp()
    try:
        yield Path(folder)
    finally:
        shutil.rmtree(folder)


def shrink(path):
    done = subprocess.run(["convert", "-resize", "50%", str(path), "png:-"], check=True, capture_output=True)
    return done.stdout
