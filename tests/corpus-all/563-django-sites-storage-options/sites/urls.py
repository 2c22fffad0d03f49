from django.urls import path

from gallery import views

urlpatterns = [path("pictures/", views.add), path("contact-sheet/", views.sheet)]
