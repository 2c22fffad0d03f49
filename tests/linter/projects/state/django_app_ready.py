from django.apps import AppConfig

PLUGINS = []


class ShopConfig(AppConfig):
    def ready(self):
        PLUGINS.append("stripe")
