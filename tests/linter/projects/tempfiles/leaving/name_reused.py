import os, tempfile
def handler(a, b):
    _, path = tempfile.mkstemp()  # <- AR301
    work(a, path)
    _, path = tempfile.mkstemp()  # <- AR301
    try:
        work(b, path)
    finally:
        os.unlink(path)
