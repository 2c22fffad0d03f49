import subprocess
import tempfile
from pathlib import Path


class ConversionError(Exception):
    pass


def to_pdf(source: str) -> str:
    target = tempfile.mkdtemp(prefix="pdf-")
    done = subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", target, source], capture_output=True, timeout=90
    )
    if done.returncode != 0:
        raise ConversionError(done.stderr.decode(errors="replace"))
    return str(Path(target) / (Path(source).stem + ".pdf"))


def to_text(source: str) -> str:
    return subprocess.run(["pdftotext", source, "-"], capture_output=True, check=True, text=True).stdout


def first_page(path: str, folder: str) -> str:
    subprocess.run(["pdftoppm", "-png", "-singlefile", path, f"{folder}/page"], check=True)
    return f"{folder}/page.png"
