from django.urls import path

from archive import views

urlpatterns = [
    path("build/", views.BuildArchive.as_view()),
    path("archive/<slug:name>/", views.download),
    path("thumbnail/", views.thumbnail),
    path("inspect/", views.inspect),
]
