import threading

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.core.cache import cache
from django.http import JsonResponse
from django.views.generic import View

from notes.importer import Importer

importer = Importer()


def notes(request):
    if request.method == "POST":
        text = request.POST["text"]
        cache.set("last-note", text)
        async_to_sync(get_channel_layer().group_send)("notes", {"type": "note", "text": text})
    request.session["read"] = request.session.get("read", 0) + 1
    return JsonResponse({"last": cache.get("last-note"), "importing": importer.running})


class ImportView(View):
    def post(self, request):
        if importer.running:
            return JsonResponse({"error": "running"}, status=409)
        thread = threading.Thread(target=importer.run, args=(request.POST["url"],))
        thread.daemon = True
        thread.start()
        return JsonResponse({"started": True}, status=202)
