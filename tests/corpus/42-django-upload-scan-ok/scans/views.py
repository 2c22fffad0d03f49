import os
import tempfile

from django.http import HttpResponseBadRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from .clam import scan

ALLOWED_ROOTS = ("/tmp", "/var/tmp")


@csrf_exempt
def upload(request):
    f = request.FILES["file"]
    tmp = tempfile.NamedTemporaryFile(delete=False)
    try:
        for chunk in f.chunks():
            tmp.write(chunk)
        tmp.close()
        if f.size > 10_000_000:
            return HttpResponseBadRequest("too large")
        verdict = scan(tmp.name)
    finally:
        tmp.close()
        os.remove(tmp.name)
    return JsonResponse({"verdict": verdict})


@csrf_exempt
def upload_by_hand(request):
    f = request.FILES["file"]
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "upload.bin")
        with open(target, "wb") as out:
            for chunk in f.chunks():
                out.write(chunk)
        return JsonResponse({"verdict": scan(target)})


def is_scratch(request, name):
    return JsonResponse({"scratch": name.startswith(ALLOWED_ROOTS)})
