from django.urls import path

from documents import views

app_name = "documents"
urlpatterns = [path("pdf/", views.pdf, name="pdf"), path("text/", views.text, name="text")]
