#!/bin/sh
AWS_SHARED_CREDENTIALS_FILE=/app/credentials exec python server.py --port "${PORT:-8080}"
