import os, dj_database_url
DATABASES = {
  'default': {
    'ENGINE': 'django.db.backends.sqlite3',  # <- AR303
    'NAME': 'x'}}
if 'DATABASE_URL' in os.environ:
    DATABASES['default']=dj_database_url.config()
