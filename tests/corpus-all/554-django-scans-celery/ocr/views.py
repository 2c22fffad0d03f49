import os
import tempfile
import uuid

import pytesseract
from django.conf import settings
from django.http import FileResponse, HttpResponse, JsonResponse
from django.views import View
from django.views.decorators.http import require_POST
from PIL import Image

from .tasks import read, read_and_forget


def spool(upload):
    handle = tempfile.NamedTemporaryFile(suffix=".png", delete=False)
    try:
        with handle:
            for chunk in upload.chunks():
                handle.write(chunk)
    except BaseException:
        os.unlink(handle.name)
        raise
    return handle.name


@require_POST
def scan_upload(request):
    key = uuid.uuid4().hex
    read_and_forget.delay(spool(request.FILES["image"]), key)
    return JsonResponse({"key": key})


@require_POST
def scan(request):
    key = uuid.uuid4().hex
    name = tempfile.mkstemp(suffix=".png")[1]
    with open(name, "wb") as out:
        out.write(request.body)
    read.delay(name, key)
    return JsonResponse({"key": key})


@require_POST
def quick(request):
    upload = request.FILES["image"]
    if hasattr(upload, "temporary_file_path"):
        image = Image.open(upload.temporary_file_path())
    else:
        image = Image.open(upload)
    text = pytesseract.image_to_string(image)
    key = uuid.uuid4().hex
    with open(settings.RESULTS_DIR / f"{key}.txt", "w", encoding="utf-8") as out:
        out.write(text)
    return JsonResponse({"key": key, "text": text})


def result(request, key):
    path = settings.RESULTS_DIR / f"{key}.txt"
    return FileResponse(path.open("rb"), content_type="text/plain")


class Batch(View):
    def post(self, request):
        keys = []
        for upload in request.FILES.getlist("images"):
            key = uuid.uuid4().hex
            with tempfile.TemporaryDirectory() as folder:
                target = f"{folder}/{upload.name}"
                with open(target, "wb") as out:
                    out.write(upload.read())
                keys.append(pytesseract.image_to_string(Image.open(target)))
        return HttpResponse("\n".join(keys))
