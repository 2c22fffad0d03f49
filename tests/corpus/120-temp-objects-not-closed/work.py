import os
import shutil
import tempfile


class Workspace:
    def __init__(self, name):
        self.name = name
        self.path = tempfile.mkdtemp(prefix=name)

    def file(self, name):
        return os.path.join(self.path, name)

    def close(self):
        shutil.rmtree(self.path, ignore_errors=True)


def in_workspace(fn):
    def wrapper(*args, **kwargs):
        folder = tempfile.mkdtemp()
        result = fn(folder, *args, **kwargs)
        shutil.rmtree(folder)
        return result
    return wrapper


def save_upload(upload):
    fd, path = tempfile.mkstemp()
    try:
        with os.fdopen(fd, "wb") as f:
            shutil.copyfileobj(upload, f)
    except BaseException:
        os.unlink(path)
        raise
    return path
