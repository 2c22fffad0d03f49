import threading
import urllib.request


class Importer:
    def __init__(self):
        self.lines = 0
        self.lock = threading.Lock()
        self.errors = []

    def run(self, url):
        try:
            with urllib.request.urlopen(url) as answer:
                for _ in answer:
                    with self.lock:
                        self.lines += 1
        except OSError as error:
            self.errors.append(str(error))
