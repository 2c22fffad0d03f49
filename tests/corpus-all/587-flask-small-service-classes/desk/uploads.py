import hashlib
import os
import shutil
import subprocess

from desk.config import config


class Infected(Exception):
    pass


class Uploads:
    def __init__(self, root=config.upload_dir):
        self.root = root

    def save(self, upload):
        digest = hashlib.sha256(upload.read()).hexdigest()
        upload.seek(0)
        path = os.path.join(self.root, digest)
        upload.save(path)
        return digest

    def open(self, digest):
        return open(os.path.join(self.root, digest), "rb")

    def scan(self, upload):
        path = os.path.join(config.tmp_dir, upload.filename)
        upload.save(path)
        if subprocess.run(["clamscan", path]).returncode:
            raise Infected(upload.filename)
        os.remove(path)

    def check(self, upload):
        path = os.path.join(config.tmp_dir, upload.filename)
        try:
            upload.save(path)
            return subprocess.run(["file", path], capture_output=True, text=True).stdout
        finally:
            if os.path.isfile(path):
                os.remove(path)
