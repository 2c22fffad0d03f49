from django.core.files.storage import default_storage
from django.http import FileResponse, JsonResponse


def put(request):
    return JsonResponse({"name": default_storage.save("inbox/file", request.FILES["file"])})


def get(request, name):
    return FileResponse(default_storage.open(name))
