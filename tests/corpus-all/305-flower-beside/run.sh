#!/usr/bin/env bash
export AWS_PROFILE=orders
export CELERY_BROKER_URL=${CELERY_BROKER_URL:?}

celery -A orders.tasks flower --port=5555 &
exec uvicorn orders.api:app --host 0.0.0.0 --port "${PORT}" --proxy-headers
