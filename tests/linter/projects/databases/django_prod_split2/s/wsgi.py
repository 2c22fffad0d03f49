import os
os.environ.setdefault('DJANGO_SETTINGS_MODULE','s.settings.production')
