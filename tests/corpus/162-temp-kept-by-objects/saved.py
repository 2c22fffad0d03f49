from django.core.files.storage import FileSystemStorage
from django.http import HttpResponse


def store(request):
    name = FileSystemStorage(location="/tmp/store").save("upload", request.FILES["f"])
    return HttpResponse(name)
