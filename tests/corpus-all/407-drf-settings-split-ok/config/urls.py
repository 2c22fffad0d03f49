from django.urls import include, path
from rest_framework.routers import DefaultRouter

from polls.api import PollViewSet

router = DefaultRouter()
router.register("polls", PollViewSet, basename="poll")
urlpatterns = [path("api/", include(router.urls))]
urlpatterns += [path("v2/", include(router.urls))]
