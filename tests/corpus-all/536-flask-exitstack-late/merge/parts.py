import contextlib
import shutil
import tempfile


def scratch(stack: contextlib.ExitStack) -> str:
    folder = tempfile.mkdtemp()
    shutil.copy("fonts/default.ttf", folder)
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    return folder


@contextlib.contextmanager
def locked(upload):
    fd, name = tempfile.mkstemp(".lock")
    with open(fd, "wb") as out:
        out.write(upload.read())
    yield name
    contextlib.suppress(FileNotFoundError)
    shutil.os.remove(name)


class Job:
    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="job", delete=False)

    def path(self, name):
        return f"{self.folder.name}/{name}"
