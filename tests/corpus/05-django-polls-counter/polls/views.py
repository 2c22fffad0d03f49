from collections import Counter

from django.http import HttpResponseNotAllowed, JsonResponse

from .ratelimit import ratelimit

_votes = Counter()
CHOICES = ("yes", "no", "maybe")


@ratelimit(10)
def vote(request, question_id):
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    choice = request.POST["choice"]
    if choice in CHOICES:
        _votes.update([(question_id, choice)])
    return JsonResponse({"ok": True})


def results(request):
    return JsonResponse({f"{q}:{c}": n for (q, c), n in _votes.items()})
