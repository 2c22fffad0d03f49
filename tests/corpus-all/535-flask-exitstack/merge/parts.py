import contextlib
import os
import shutil
import tempfile


def scratch(stack: contextlib.ExitStack) -> str:
    folder = tempfile.mkdtemp()
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    return folder


def part(stack: contextlib.ExitStack, upload) -> str:
    tmp = stack.enter_context(tempfile.NamedTemporaryFile(suffix=".pdf"))
    upload.save(tmp)
    tmp.flush()
    return tmp.name


class Job:
    def __init__(self):
        self.stack = contextlib.ExitStack()
        self.folder = self.stack.enter_context(tempfile.TemporaryDirectory(prefix="job"))

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.stack.close()

    def path(self, name):
        return os.path.join(self.folder, name)
