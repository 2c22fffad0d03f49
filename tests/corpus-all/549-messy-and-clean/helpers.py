import os
import shutil
import subprocess
import tempfile
import zipfile


def zip_up(files):
    with tempfile.TemporaryFile() as tmp:
        with zipfile.ZipFile(tmp, "w", zipfile.ZIP_DEFLATED) as z:
            for name, data in files:
                z.writestr(name, data)
        tmp.seek(0)
        return tmp.read()


def latex(folder, source):
    path = os.path.join(folder, "doc.tex")
    with open(path, "w") as f:
        f.write(source)
    p = subprocess.run(["pdflatex", "-interaction=batchmode", path], cwd=folder)
    if p.returncode:
        return False, "latex failed"
    with open(os.path.join(folder, "doc.pdf"), "rb") as f:
        return True, f.read()


def scrub(folder):
    if folder and os.path.isdir(folder):
        shutil.rmtree(folder, ignore_errors=True)
