import os


class Pages:
    def __init__(self, folder):
        self.folder = folder

    def text(self, key):
        try:
            with open(os.path.join(self.folder, key + ".txt"), encoding="utf-8") as f:
                return f.read()
        except OSError:
            return None
