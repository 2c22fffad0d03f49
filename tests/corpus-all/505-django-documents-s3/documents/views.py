import os
import tempfile

from django.core.files.storage import default_storage
from django.http import JsonResponse
from pdfminer.high_level import extract_text

from .models import Document


def upload(request):
    name = default_storage.save("inbox/" + request.FILES["file"].name, request.FILES["file"])
    document = Document.objects.create(title=request.POST["title"], file=name)
    return JsonResponse({"id": document.pk})


def text(request, pk):
    document = Document.objects.get(pk=pk)
    handle, copy = tempfile.mkstemp(suffix=".pdf")
    try:
        with os.fdopen(handle, "wb") as out:
            for chunk in document.file.chunks():
                out.write(chunk)
        return JsonResponse({"text": extract_text(copy)})
    finally:
        os.remove(copy)
