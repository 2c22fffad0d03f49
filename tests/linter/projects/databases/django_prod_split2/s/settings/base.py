DATABASES={'default': {'ENGINE': 'django.db.backends.sqlite3','NAME': 'db'}}  # <- AR303
INSTALLED_APPS=[]
