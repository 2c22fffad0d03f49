from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action, api_view, throttle_classes
from rest_framework.response import Response

from polls.throttling import BurstThrottle

VOTES = {"red": 0, "blue": 0}


class VoteSerializer(serializers.Serializer):
    color = serializers.ChoiceField(choices=["red", "blue"])

    def create(self, validated_data):
        VOTES[validated_data["color"]] += 1
        return validated_data


class PollViewSet(viewsets.ViewSet):
    throttle_classes = [BurstThrottle]
    seen_users = set()

    def list(self, request):
        self.seen_users.add(request.user.pk)
        return Response({"votes": VOTES, "users": len(self.seen_users)})

    @action(detail=False, methods=["post"])
    def vote(self, request):
        serializer = VoteSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        serializer.save()
        return Response(status=status.HTTP_201_CREATED)


@api_view(["GET"])
@throttle_classes([BurstThrottle])
def quota(request):
    quota.calls = getattr(quota, "calls", 0) + 1
    return Response({"calls": quota.calls})
