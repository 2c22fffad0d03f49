from django.urls import path

from scans import views

urlpatterns = [path("upload/", views.upload), path("upload2/", views.upload_by_hand)]
