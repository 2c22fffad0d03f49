import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def scratch():
    folder = tempfile.mkdtemp()
    yield Path(folder)
    shutil.rmtree(folder)


def shrink(path):
    out = path.with_suffix(".png")
    subprocess.run(["convert", "-resize", "50%", str(path), str(out)], check=True)
    data = out.read_bytes()
    out.unlink()
    return data
