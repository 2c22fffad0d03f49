import shutil, tempfile
def handler(src):
    dst = tempfile.mktemp(suffix=".bak")
    shutil.copy(src, dst)  # <- AR301
    return dst.encode()
