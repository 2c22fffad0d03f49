#!/bin/sh
set -e
case "$1" in
  worker)
    exec celery --app shop.tasks worker --loglevel=info --concurrency=2
    ;;
  web)
    exec uvicorn shop.api:app --host 0.0.0.0 --port "${PORT:-8080}"
    ;;
  *)
    exec "$@"
    ;;
esac
