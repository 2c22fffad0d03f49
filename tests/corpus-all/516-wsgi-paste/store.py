import os
import shelve
import uuid


class PasteStore:
    def __init__(self, folder):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)

    def add(self, text, author):
        key = uuid.uuid4().hex[:8]
        with open(os.path.join(self.folder, key + ".txt"), "w", encoding="utf-8") as f:
            f.write(text)
        with shelve.open("authors") as authors:
            authors[key] = author
        return key

    def text(self, key):
        with open(os.path.join(self.folder, key + ".txt"), encoding="utf-8") as f:
            return f.read()
