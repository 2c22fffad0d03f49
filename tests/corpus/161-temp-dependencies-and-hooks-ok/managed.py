import shutil
import tempfile


def workspace():
    return tempfile.TemporaryDirectory(prefix="ws")


class Scratch:
    def __init__(self, prefix):
        self.prefix = prefix

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix=self.prefix)
        return self.path

    def __exit__(self, *exc):
        shutil.rmtree(self.path, ignore_errors=True)


def view(request):
    with workspace() as folder, Scratch("x") as other:
        return shutil.copytree(folder, other + "/copy")
