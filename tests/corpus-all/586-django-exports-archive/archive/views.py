import io
import os
import shutil
import tarfile
import tempfile
import zipfile

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.views import View
from PIL import Image

from .models import Item


def archive_path(name):
    return os.path.join(settings.BASE_DIR, "archives", name + ".zip")


class BuildArchive(View):
    def post(self, request):
        name = request.POST["name"]
        with zipfile.ZipFile(archive_path(name), "w") as archive:
            for item in Item.objects.all():
                archive.writestr(item.title, item.scan.read())
        return JsonResponse({"name": name})


def download(request, name):
    source = open(archive_path(name), "rb")
    return StreamingHttpResponse(iter(lambda: source.read(8192), b""), content_type="application/zip")


def thumbnail(request):
    image = Image.open(request.FILES["image"])
    image.thumbnail((100, 100))
    buffer = io.BytesIO()
    image.save(buffer, format="PNG")
    name = default_storage.save("thumbs/x.png", ContentFile(buffer.getvalue()))
    return JsonResponse({"name": name})


def inspect(request):
    upload = request.FILES["archive"]
    folder = tempfile.mkdtemp()
    try:
        with tarfile.open(fileobj=upload) as archive:
            archive.extractall(folder)
        return JsonResponse({"files": os.listdir(folder)})
    except tarfile.TarError:
        raise Http404
    finally:
        shutil.rmtree(folder, ignore_errors=True)
