import os
import tempfile
import uuid

from weasyprint import HTML


def to_pdf(html: str) -> str:
    """Renders to a file and says where it is."""
    target = os.path.join(tempfile.gettempdir(), f"invoice-{uuid.uuid4().hex}.pdf")
    HTML(string=html).write_pdf(target)
    return target


def logo_path(data: bytes) -> str:
    fd, name = tempfile.mkstemp(suffix=".png")
    with os.fdopen(fd, "wb") as out:
        out.write(data)
    return name
