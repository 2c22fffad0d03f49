import os, dj_database_url
if os.environ.get('DATABASE_URL'):
    DATABASES={'default': dj_database_url.parse(os.environ['DATABASE_URL'])}
else:
    DATABASES={'default': {
        'ENGINE': 'django.db.backends.sqlite3',  # <- AR303
        'NAME': 'db'}}
