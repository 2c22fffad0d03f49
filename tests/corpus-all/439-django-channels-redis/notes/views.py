import threading

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.core.cache import cache
from django.http import JsonResponse
from django.views.generic import View

from notes.importer import Importer


def notes(request):
    if request.method == "POST":
        text = request.POST["text"]
        cache.set("last-note", text)
        async_to_sync(get_channel_layer().group_send)("notes", {"type": "note", "text": text})
    request.session["read"] = request.session.get("read", 0) + 1
    return JsonResponse({"last": cache.get("last-note")})


class ImportView(View):
    def post(self, request):
        importer = Importer()
        threads = [threading.Thread(target=importer.run, args=(url,)) for url in request.POST.getlist("url")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return JsonResponse({"lines": importer.lines})
