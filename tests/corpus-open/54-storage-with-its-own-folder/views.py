from django.core.files.storage import FileSystemStorage
from django.http import HttpResponse

private = FileSystemStorage(location="private")


def upload(request):
    name = private.save(request.FILES["file"].name, request.FILES["file"])
    return HttpResponse(name)
