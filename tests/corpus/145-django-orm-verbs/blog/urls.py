from django.urls import path

from blog import views

urlpatterns = [path("tag/<int:pk>/", views.tag), path("posts/", views.Posts.as_view())]
