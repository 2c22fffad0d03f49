import tempfile, zipfile
def handler(upload):
    work = tempfile.mkdtemp()  # <- AR301
    zipfile.ZipFile(upload).extractall(work)
    return work.count("/")
