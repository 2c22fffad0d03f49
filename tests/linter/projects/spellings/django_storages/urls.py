from django.urls import path
import views
urlpatterns = [path("a", views.a), path("ag", views.a_get), path("b", views.B.as_view()), path("c", views.c), path("e", views.e), path("f", views.f)]
