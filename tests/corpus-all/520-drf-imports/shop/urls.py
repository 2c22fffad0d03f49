from django.urls import include, path
from rest_framework.routers import DefaultRouter

from imports.views import ImportViewSet, PriceListView

router = DefaultRouter()
router.register("imports", ImportViewSet, basename="import")
urlpatterns = [path("api/", include(router.urls)), path("api/prices/", PriceListView.as_view())]
