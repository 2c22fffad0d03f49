import shutil, tempfile
from contextlib import contextmanager
@contextmanager
def scratch():
    d = tempfile.mkdtemp()  # <- AR301
    yield d
    shutil.rmtree(d)
