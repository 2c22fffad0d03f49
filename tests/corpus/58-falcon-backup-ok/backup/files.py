import os
import tempfile


def remove_quietly(path):
    try:
        os.remove(path)
    except FileNotFoundError:
        pass


def atomic_write(path, data):
    fd, tmp = tempfile.mkstemp(dir=os.path.dirname(path))
    try:
        with os.fdopen(fd, "wb") as f:
            f.write(data)
        os.replace(tmp, path)
    except BaseException:
        os.unlink(tmp)
        raise
