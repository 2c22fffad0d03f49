from django.urls import path

from imports.views import BulkView, ImportView

urlpatterns = [path("api/imports/", ImportView.as_view()), path("api/bulk/", BulkView.as_view())]
