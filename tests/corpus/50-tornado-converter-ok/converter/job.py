import os
import shutil
import tempfile


class Job:
    """Works in a folder of its own."""

    def __init__(self, data):
        self.folder = tempfile.mkdtemp()
        self.source = os.path.join(self.folder, "in")
        self.data = data

    def run(self):
        with open(self.source, "wb") as f:
            f.write(self.data)
        return str(os.path.getsize(self.source))

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)
