from django.core.files.storage import FileSystemStorage
from django.http import HttpResponse


def upload(request):
    fs = FileSystemStorage()
    name = fs.save(request.FILES["f"].name, request.FILES["f"])
    return HttpResponse(name)


def private(request):
    fs = FileSystemStorage(location="private")
    fs.save("x", request.FILES["f"])  # <- AR302
    return HttpResponse("ok")
