import os

import openpyxl
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.views import APIView

from .files import Staging, spool


class ImportViewSet(viewsets.ViewSet):
    def create(self, request):
        path = spool(request.FILES["file"])
        try:
            book = openpyxl.load_workbook(path, read_only=True)
        except (KeyError, ValueError):
            os.unlink(path)
            raise ValidationError("not a workbook")
        return Response({"sheets": book.sheetnames})

    @action(detail=False, methods=["post"])
    def bulk(self, request):
        staging = Staging()
        for part in request.FILES.getlist("files"):
            staging.add(part.name, part.read())
        return Response({"files": [f.name for f in staging.files()]})


class PriceListView(APIView):
    def put(self, request):
        prices = request.data["prices"]
        if len(prices) > 10_000:
            raise ValidationError("too many")
        with open("prices.csv", "a") as out:
            for row in prices:
                out.write(f"{row['sku']};{row['price']}\n")
        return Response(status=204)
