import os
import shutil
import tempfile
import zipfile


def extract(upload):
    """Unpack into a fresh folder; the caller removes it."""
    folder = tempfile.mkdtemp()
    try:
        with zipfile.ZipFile(upload) as z:
            z.extractall(folder)
    except BaseException:
        shutil.rmtree(folder)
        raise
    return folder


def listing(folder):
    found = []
    for base, _, names in os.walk(folder):
        found.extend(os.path.join(base, n) for n in names)
    return found
