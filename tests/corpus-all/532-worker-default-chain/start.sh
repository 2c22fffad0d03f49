#!/bin/sh
set -e
: "${REPORT_BUCKET:?set it in the service configuration}"
exec gunicorn app:app
