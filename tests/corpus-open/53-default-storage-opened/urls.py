from django.urls import path

import views

urlpatterns = [path("put", views.put), path("get/<path:name>", views.get)]
