import os,sys
DATABASES={'default': {'ENGINE': 'django.db.backends.postgresql','NAME': 'db'}}
if 'test' in sys.argv:
    DATABASES['default']={'ENGINE': 'django.db.backends.sqlite3'}
    DATABASES={'default': {'ENGINE': 'django.db.backends.sqlite3'}}
