from django.urls import include, path
from rest_framework.routers import DefaultRouter

from polls.api import PollViewSet, quota

router = DefaultRouter()
router.register("polls", PollViewSet, basename="poll")
urlpatterns = [path("api/", include(router.urls)), path("quota/", quota)]
