import os
import pathlib


class Directory:
    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.root.mkdir(parents=True, exist_ok=True)

    def path(self, *parts):
        return self.root.joinpath(*parts)

    def write(self, key, text):
        self.path(key).with_suffix(".md").write_text(text)

    def read(self, key):
        return self.path(key).with_suffix(".md").read_text()

    def attach(self, key, name, stream):
        folder = self.root / f"{key}.files"
        folder.mkdir(exist_ok=True)
        with open(folder / name, "wb") as out:
            while block := stream.read(4096):
                out.write(block)

    def attachment(self, key, name):
        try:
            return open(self.root / f"{key}.files" / name, "rb")
        except OSError:
            return None

    def keys(self):
        return [p.stem for p in self.root.glob("*.md")]
