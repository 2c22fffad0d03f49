from django.urls import path

from photos.views import add, rescan

urlpatterns = [path("add/", add), path("rescan/", rescan)]
