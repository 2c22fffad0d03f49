from django.core.cache import cache
from django.db.models import F
from django.http import JsonResponse
from django.views import View

from visits.models import Visit


class LatestView(View):
    fields = ["path", "hits"]
    http_method_names = ["get", "post"]

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.recent = []
        self.errors = {}

    def get(self, request):
        for visit in Visit.objects.order_by("-pk")[:20].values(*self.fields):
            self.recent.append(visit)
        return JsonResponse({"recent": self.recent})

    def post(self, request):
        if "path" not in request.POST:
            self.errors["path"] = "missing"
            return JsonResponse(self.errors, status=400)
        Visit.objects.filter(path=request.POST["path"]).update(hits=F("hits") + 1)
        return JsonResponse({}, status=201)


class SearchView(View):
    def get(self, request):
        term = request.GET.get("q", "")
        cache.add(f"term:{term}", 0)
        seen = cache.incr(f"term:{term}")
        cache.delete_many([])
        return JsonResponse({"q": term, "seen": seen})
