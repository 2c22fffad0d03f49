import os

import openpyxl
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.views import APIView

from .files import Staging, spool


class ImportView(APIView):
    parser_classes = [MultiPartParser]

    def post(self, request):
        path = spool(request.FILES["file"])
        try:
            book = openpyxl.load_workbook(path, read_only=True)
            return Response({"sheets": book.sheetnames})
        except (KeyError, ValueError):
            raise ValidationError("not a workbook")
        finally:
            os.unlink(path)


class BulkView(APIView):
    def post(self, request):
        with Staging() as staging:
            for part in request.FILES.getlist("files"):
                staging.add(part.name, part.read())
            return Response({"files": [f.name for f in staging.files()]})
