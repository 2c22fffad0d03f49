from django.urls import path

from exports.views import ExportView, ReportDownload, ThumbView

urlpatterns = [
    path("export/", ExportView.as_view()),
    path("report/<str:name>/", ReportDownload.as_view()),
    path("thumb/", ThumbView.as_view()),
]
