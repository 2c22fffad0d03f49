import os
import threading

from django.core.asgi import get_asgi_application
from prometheus_client import start_wsgi_server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shopfront.settings")
start_wsgi_server(int(os.environ.get("METRICS_PORT", "9464")))
application = get_asgi_application()
