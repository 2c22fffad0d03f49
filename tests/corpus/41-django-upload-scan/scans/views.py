import os
import tempfile

from django.http import HttpResponseBadRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from .clam import scan


@csrf_exempt
def upload(request):
    f = request.FILES["file"]
    tmp = tempfile.NamedTemporaryFile(delete=False)
    for chunk in f.chunks():
        tmp.write(chunk)
    tmp.close()
    if f.size > 10_000_000:
        return HttpResponseBadRequest("too large")
    verdict = scan(tmp.name)
    os.remove(tmp.name)
    return JsonResponse({"verdict": verdict})


@csrf_exempt
def upload_by_hand(request):
    f = request.FILES["file"]
    target = os.path.join("/tmp", f.name)
    with open(target, "wb") as out:
        for chunk in f.chunks():
            out.write(chunk)
    return JsonResponse({"verdict": scan(target)})
