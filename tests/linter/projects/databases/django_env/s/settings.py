import os, dj_database_url
BASE=1
DATABASES = {
    'default': dj_database_url.config(  # <- AR303
        default='sqlite:///db.sqlite3', conn_max_age=600)
}
