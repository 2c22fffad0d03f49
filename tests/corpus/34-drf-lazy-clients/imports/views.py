from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from imports.clients import s3
from imports.models import Import
from imports.text import slug


class ImportViewSet(viewsets.ModelViewSet):
    queryset = Import.objects.all()
    filterset_fields = ["state"]

    def perform_create(self, serializer):
        obj = serializer.save(slug=slug(serializer.validated_data["title"]))
        s3().put_object(Bucket="imports", Key=str(obj.pk), Body=b"")

    @action(detail=True, methods=["post"])
    def done(self, request, pk=None):
        running = {}
        for obj in Import.objects.filter(state="running"):
            running[obj.pk] = obj.title
        running.pop(pk, None)
        return Response({"running": len(running)})
