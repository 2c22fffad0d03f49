import os
import shutil
import tempfile


class Workspace:
    def __init__(self, prefix="thumbs"):
        self.path = tempfile.mkdtemp(prefix=prefix)

    def file(self, name):
        return os.path.join(self.path, name)

    def close(self):
        shutil.rmtree(self.path)
