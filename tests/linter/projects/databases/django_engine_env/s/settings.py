import os
DATABASES = {
  'default': {
    'ENGINE': os.environ.get('DB_ENGINE', 'django.db.backends.sqlite3'),  # <- AR303
    'NAME': 'x'}}
