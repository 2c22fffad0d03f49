import csv
import os
import tempfile

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import FileResponse, HttpResponse
from django.views import View
from django.views.generic.edit import FormView
from rest_framework.decorators import api_view
from rest_framework.viewsets import ModelViewSet

from models import Doc


def a(request):
    path = os.path.join(settings.EXPORTS, "a.csv")
    with open(path, "w") as f:  # <- AR302
        csv.writer(f).writerow([1])
    return HttpResponse("x")


def a_get(request):
    return FileResponse(open(os.path.join(settings.EXPORTS, "a.csv"), "rb"))  # <- AR305


class B(FormView):
    def form_valid(self, form):
        with open(settings.PRIVATE_ROOT / form.cleaned_data["f"].name, "wb+") as out:  # <- AR302
            for chunk in form.cleaned_data["f"].chunks():
                out.write(chunk)
        return super().form_valid(form)


@api_view(["POST"])
def c(request):
    fs = FileSystemStorage(location=settings.PRIVATE_ROOT)
    name = fs.save(request.FILES["f"].name, request.FILES["f"])  # <- AR302
    return HttpResponse(name)


class D(ModelViewSet):
    def perform_create(self, serializer):
        tmp = tempfile.NamedTemporaryFile(delete=False)  # <- AR301
        tmp.write(self.request.data["x"])
        serializer.save(path=tmp.name)


def e(request):
    default_storage.save("x/y.txt", ContentFile(b"x"))
    Doc.objects.create(file=request.FILES["f"])
    return HttpResponse("x")


def f(request):
    f = request.FILES["f"]
    with open("/tmp/" + f.name, "wb+") as dest:  # <- AR301
        for chunk in f.chunks():
            dest.write(chunk)
    return HttpResponse("x")
