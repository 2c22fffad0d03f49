from django.urls import path

from polls import views

urlpatterns = [path("vote/<int:question_id>/", views.vote)]
urlpatterns += [path("results/", views.results)]
