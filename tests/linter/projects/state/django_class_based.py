from django.http import JsonResponse
from django.views import View

NOTES = {}  # <- AR201


class NoteView(View):
    def get(self, request, pk):
        return JsonResponse(NOTES[pk])

    def post(self, request, pk):
        NOTES[pk] = {"text": request.POST["text"]}
        return JsonResponse({})
