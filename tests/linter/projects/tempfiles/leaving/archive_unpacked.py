import tarfile, tempfile
def handler(upload):
    d = tempfile.mkdtemp(prefix="pkg-")  # <- AR301
    with tarfile.open(fileobj=upload) as t:
        t.extractall(d)
    return index(d)
