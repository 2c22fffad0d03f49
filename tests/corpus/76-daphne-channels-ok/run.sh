#!/bin/sh
# tried before: daphne -b 127.0.0.1 -p 8000 config.asgi:application
python manage.py collectstatic --noinput
exec daphne -b 0.0.0.0 -p "${PORT:-8080}" config.asgi:application
