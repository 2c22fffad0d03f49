import os
import shutil
import tempfile
import zipfile

from django.core.files.storage import FileSystemStorage
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.views import View


class ReportView(View):
    def get(self, request, pk):
        self.folder = tempfile.mkdtemp()
        try:
            return HttpResponse(self.build(pk))
        finally:
            shutil.rmtree(self.folder)

    def build(self, pk):
        target = os.path.join(self.folder, f"{pk}.txt")
        with open(target, "w") as f:
            f.write(str(pk))
        with open(target) as f:
            return f.read()


class ArchiveView(View):
    def post(self, request):
        folder = os.path.join(tempfile.gettempdir(), "unpacked")
        with zipfile.ZipFile(request.FILES["zip"]) as z:
            z.extractall(folder)
        return HttpResponse(str(len(os.listdir(folder))))


class PdfView(View):
    def get(self, request):
        handle = tempfile.NamedTemporaryFile(suffix=".pdf", delete=False)
        self.render(handle)
        handle.seek(0)
        response = FileResponse(handle, as_attachment=True)
        response["X-Name"] = handle.name
        return response

    def render(self, handle):
        handle.write(b"%PDF")


class CsvView(View):
    def get(self, request):
        return StreamingHttpResponse(self.rows(), content_type="text/csv")

    def rows(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "rows.csv")
            with open(path, "w") as f:
                f.write("a,b\n")
            with open(path) as f:
                yield from f
