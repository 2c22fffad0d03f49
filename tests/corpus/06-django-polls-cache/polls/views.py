from collections import Counter

from django.core.cache import cache
from django.http import JsonResponse

from .formats import FORMATS
from .models import Vote


def vote(request, question_id):
    Vote.objects.create(question_id=question_id, choice=request.POST["choice"])
    cache.delete("results")
    return JsonResponse({"ok": True})


def results(request):
    found = cache.get("results")
    if found is None:
        votes = Counter()
        for v in Vote.objects.all():
            votes[v.choice] += 1
        found = dict(votes)
        cache.set("results", found, 30)
    return FORMATS[request.GET.get("format", "json")](found)
