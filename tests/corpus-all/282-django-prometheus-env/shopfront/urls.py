from django.urls import path

from shopfront.search import search

urlpatterns = [path("search", search)]
