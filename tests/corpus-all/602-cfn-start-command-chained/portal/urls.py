from django.http import JsonResponse
from django.urls import path


def up(request):
    return JsonResponse({"up": True})


urlpatterns = [path("up/", up)]
