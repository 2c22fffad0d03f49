from rest_framework.routers import DefaultRouter

from imports.views import ImportViewSet

router = DefaultRouter()
router.register("imports", ImportViewSet)
urlpatterns = router.urls
