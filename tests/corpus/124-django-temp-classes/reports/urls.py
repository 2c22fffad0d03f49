from django.urls import path

from reports import views

urlpatterns = [
    path("<int:pk>/", views.ReportView.as_view()),
    path("zip/", views.ArchiveView.as_view()),
    path("pdf/", views.PdfView.as_view()),
    path("csv/", views.CsvView.as_view()),
]
