from django.urls import path

from visits.views import LatestView, SearchView, banner

urlpatterns = [
    path("latest/", LatestView.as_view()),
    path("search/", SearchView.as_view()),
    path("banner/", banner),
]
