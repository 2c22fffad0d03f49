#!/bin/sh
set -eu

case "$1" in
    web)
        exec gunicorn --bind "0.0.0.0:${PORT:-8000}" shop.wsgi
        ;;
    worker)
        exec celery -A shop worker
        ;;
    *)
        exec "$@"
        ;;
esac
