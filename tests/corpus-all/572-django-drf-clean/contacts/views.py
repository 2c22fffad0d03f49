import csv
import io
import os
import tempfile

import openpyxl
from django.http import HttpResponse, StreamingHttpResponse
from rest_framework.response import Response
from rest_framework.views import APIView

from .models import Contact


class Echo:
    def write(self, value):
        return value


class ImportView(APIView):
    def post(self, request):
        upload = request.data["file"]
        with tempfile.NamedTemporaryFile(suffix=".xlsx") as tmp:
            for chunk in upload.chunks():
                tmp.write(chunk)
            tmp.flush()
            sheet = openpyxl.load_workbook(tmp.name, read_only=True).active
            Contact.objects.bulk_create(Contact(name=row[0].value) for row in sheet.iter_rows())
        return Response(status=201)


class ExportView(APIView):
    def get(self, request):
        writer = csv.writer(Echo())
        rows = (writer.writerow([c.pk, c.name]) for c in Contact.objects.iterator())
        return StreamingHttpResponse(rows, content_type="text/csv")


class VCardView(APIView):
    def get(self, request, pk):
        contact = Contact.objects.get(pk=pk)
        with open(os.path.join(os.path.dirname(__file__), "card.vcf")) as template:
            return HttpResponse(template.read().replace("NAME", contact.name))
