import io
import os

from django.http import FileResponse, Http404, HttpResponse
from django.views import View
from django.views.generic import TemplateView
from PIL import Image

from .services import Exporter, export_path


class ExportView(View):
    def post(self, request):
        name = Exporter(request.user).write(request.POST.getlist("row"))
        return HttpResponse(name)

    def get(self, request):
        path = Exporter(request.user).preview(request.GET.getlist("row"))
        with open(path) as preview:
            return HttpResponse(preview.read())


class ReportDownload(View):
    def get(self, request, name):
        path = export_path(os.path.basename(name))
        return FileResponse(open(path, "rb"), as_attachment=True)

    def head(self, request, name):
        path = export_path(os.path.basename(name))
        if not os.path.isfile(path):
            raise Http404
        return FileResponse(open(path, "rb"))


class ThumbView(View):
    def post(self, request):
        image = Image.open(request.FILES["image"])
        image.thumbnail((64, 64))
        response = HttpResponse(content_type="image/png")
        image.save(response, "PNG")
        return response
