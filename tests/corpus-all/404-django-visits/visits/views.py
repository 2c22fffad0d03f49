from django.http import JsonResponse
from django.views import View
from django.views.decorators.http import require_http_methods

from visits import signals

_banner = "Welcome"


class LatestView(View):
    recent = []
    limit = 20

    def get(self, request):
        return JsonResponse({"recent": self.recent[-self.limit:], "online": len(signals.ONLINE)})

    def post(self, request):
        self.recent.append(request.POST["text"])
        return JsonResponse({"count": len(self.recent)}, status=201)


class SearchView(View):
    popular = {}
    template_name = "search.html"

    def get(self, request):
        self.term = request.GET.get("q", "")
        SearchView.popular[self.term] = SearchView.popular.get(self.term, 0) + 1
        return JsonResponse({"q": self.term, "seen": SearchView.popular[self.term]})


@require_http_methods(["GET", "PUT"])
def banner(request):
    global _banner
    if request.method == "PUT":
        _banner = request.body.decode()
    return JsonResponse({"banner": _banner})
