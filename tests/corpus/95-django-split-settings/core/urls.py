from django.urls import path

from core import views

urlpatterns = [path("geo/<str:ip>/", views.geo)]
