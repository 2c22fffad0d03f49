from django.urls import path

from ocr import views

urlpatterns = [
    path("scan/", views.scan),
    path("scan/upload/", views.scan_upload),
    path("scan/quick/", views.quick),
    path("scan/batch/", views.Batch.as_view()),
    path("result/<str:key>/", views.result),
]
