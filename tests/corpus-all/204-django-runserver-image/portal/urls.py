from django.urls import path

from documents import views

urlpatterns = [path("documents/<str:key>", views.document)]
