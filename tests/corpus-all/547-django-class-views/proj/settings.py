import os

SECRET_KEY = os.environ["SECRET_KEY"]
INSTALLED_APPS = ["exports"]
ROOT_URLCONF = "proj.urls"
EXPORT_ROOT = os.path.join(os.path.dirname(os.path.dirname(__file__)), "exports_done")
