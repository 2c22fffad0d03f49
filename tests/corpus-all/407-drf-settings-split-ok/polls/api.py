from django.core.cache import caches
from rest_framework import serializers, viewsets
from rest_framework.response import Response

from polls.models import Vote

COLORS = ("red", "blue")


class VoteSerializer(serializers.ModelSerializer):
    class Meta:
        model = Vote
        fields = ["id", "color", "tags"]

    def to_representation(self, instance):
        data = super().to_representation(instance)
        data["label"] = instance.color.title()
        self.context.setdefault("seen", []).append(instance.pk)
        return data


class PollViewSet(viewsets.ModelViewSet):
    queryset = Vote.objects.all()
    serializer_class = VoteSerializer
    filterset_fields = ["color"]

    def get_queryset(self):
        self.filters = {}
        if self.request.query_params.get("color") in COLORS:
            self.filters["color"] = self.request.query_params["color"]
        return super().get_queryset().filter(**self.filters)

    def perform_create(self, serializer):
        vote = serializer.save()
        vote.tags.append("new")
        vote.save(update_fields=["tags"])
        caches["default"].delete("tally")

    def list(self, request, *args, **kwargs):
        response = super().list(request, *args, **kwargs)
        caches["default"].set("tally", len(response.data))
        response.data.append({"total": True})
        return Response(response.data)
