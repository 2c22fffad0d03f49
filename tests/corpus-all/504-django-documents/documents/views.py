import os
import tempfile

from django.http import FileResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST
from pdfminer.high_level import extract_text
from pypdf import PdfWriter

from .models import Document


@require_POST
def upload(request):
    document = Document.objects.create(title=request.POST["title"], file=request.FILES["file"])
    return JsonResponse({"id": document.pk})


def text(request, pk):
    document = get_object_or_404(Document, pk=pk)
    fd, copy = tempfile.mkstemp(suffix=".pdf")
    with os.fdopen(fd, "wb") as out:
        for chunk in document.file.chunks():
            out.write(chunk)
    content = extract_text(copy)
    os.remove(copy)
    return JsonResponse({"text": content})


@require_POST
def merge(request):
    writer = PdfWriter()
    for part in request.FILES.getlist("parts"):
        writer.append(part)
    with tempfile.NamedTemporaryFile() as out:
        writer.write(out)
        out.seek(0)
        return FileResponse(open(out.name, "rb"), filename="merged.pdf")
