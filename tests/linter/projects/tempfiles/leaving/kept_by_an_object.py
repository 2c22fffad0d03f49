import tempfile
class Job:
    def __init__(self):
        self.dir = tempfile.mkdtemp()  # <- AR301
    def run(self):
        return work(self.dir)
