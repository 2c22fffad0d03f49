from django.urls import path

from contacts.views import ExportView, ImportView, VCardView

urlpatterns = [
    path("import/", ImportView.as_view()),
    path("export/", ExportView.as_view()),
    path("vcard/<int:pk>/", VCardView.as_view()),
]
