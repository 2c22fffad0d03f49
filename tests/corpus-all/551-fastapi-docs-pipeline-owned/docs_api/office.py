import subprocess
from pathlib import Path


class ConversionError(Exception):
    pass


def to_pdf(source: Path, folder: Path) -> Path:
    done = subprocess.run(["soffice", "--convert-to", "pdf", "--outdir", folder, source], capture_output=True)
    if done.returncode != 0:
        raise ConversionError(done.stderr.decode(errors="replace"))
    return folder / f"{source.stem}.pdf"


def to_text(source: Path) -> str:
    return subprocess.run(["pdftotext", source, "-"], capture_output=True, check=True, text=True).stdout


def first_page(path: Path, folder: Path) -> Path:
    subprocess.run(["pdftoppm", "-png", "-singlefile", path, folder / "page"], check=True)
    return folder / "page.png"
