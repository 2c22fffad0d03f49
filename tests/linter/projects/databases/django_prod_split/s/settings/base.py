DATABASES={'default': {'ENGINE': 'django.db.backends.sqlite3','NAME': 'db'}}
INSTALLED_APPS=[]
