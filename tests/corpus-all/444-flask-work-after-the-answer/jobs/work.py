import subprocess
import threading
import time


class Report(threading.Thread):
    def __init__(self, name):
        super().__init__(daemon=True)
        self.report = name

    def run(self):
        time.sleep(5)
        print("report", self.report)


def background(fn):
    def wrapper(*args, **kwargs):
        threading.Thread(target=fn, args=args, kwargs=kwargs).start()

    return wrapper


@background
def mail(to):
    time.sleep(1)
    print("mail", to)


def convert(path):
    subprocess.Popen(["ffmpeg", "-i", path, path + ".webm"])


def crunch(n):
    return sum(i * i for i in range(n))
