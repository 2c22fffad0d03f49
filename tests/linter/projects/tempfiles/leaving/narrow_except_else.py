import os, tempfile
def handler(data):
    fd, path = tempfile.mkstemp()  # <- AR301
    os.close(fd)
    try:
        convert(path, data)
    except ValueError:
        os.unlink(path)
        raise
    else:
        os.unlink(path)
