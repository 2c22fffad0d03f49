#!/bin/bash
set -e
python manage.py collectstatic --noinput
exec gunicorn site.wsgi --bind 0.0.0.0:8080 # <- AR101
