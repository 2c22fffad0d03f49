import urllib.request


class Importer:
    def __init__(self):
        self.running = False
        self.lines = 0

    def run(self, url):
        self.running = True
        try:
            with urllib.request.urlopen(url) as answer:
                for _ in answer:
                    self.lines += 1
        finally:
            self.running = False
