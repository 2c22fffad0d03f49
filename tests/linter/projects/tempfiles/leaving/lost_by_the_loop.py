import os, tempfile
def handler(items):
    for it in items:
        fd, path = tempfile.mkstemp()  # <- AR301
        os.write(fd, it)
        os.close(fd)
    os.unlink(path)
