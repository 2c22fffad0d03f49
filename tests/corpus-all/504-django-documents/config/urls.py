from django.urls import path

from documents import views

urlpatterns = [
    path("documents/", views.upload),
    path("documents/<int:pk>/text/", views.text),
    path("documents/merge/", views.merge),
]
