from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from imports.models import Import
from imports.progress import begin, finish, PROGRESS
from imports.text import slug


class ImportViewSet(viewsets.ModelViewSet):
    queryset = Import.objects.all()
    filterset_fields = ["state"]

    def perform_create(self, serializer):
        obj = serializer.save(slug=slug(serializer.validated_data["title"]))
        begin(obj.pk)

    @action(detail=True, methods=["post"])
    def done(self, request, pk=None):
        finish(pk)
        return Response({"running": len(PROGRESS)})
