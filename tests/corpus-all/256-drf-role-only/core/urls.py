from django.urls import path

from core.views import Report

urlpatterns = [path("report", Report.as_view())]
