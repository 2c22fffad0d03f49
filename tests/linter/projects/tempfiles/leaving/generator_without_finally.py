import os, tempfile
def stream(data):
    fd, path = tempfile.mkstemp()  # <- AR301
    os.close(fd)
    for chunk in read(path):
        yield chunk
    os.unlink(path)
