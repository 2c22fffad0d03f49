from django.urls import path

from config.views import upload_url

urlpatterns = [path("upload-url", upload_url)]
