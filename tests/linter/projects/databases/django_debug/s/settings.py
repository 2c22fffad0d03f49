import os
DEBUG=os.environ.get('DEBUG')=='1'
if DEBUG:
    DATABASES={'default': {'ENGINE': 'django.db.backends.sqlite3','NAME': 'db'}}
else:
    DATABASES={'default': {'ENGINE': 'django.db.backends.postgresql','NAME': 'db'}}
