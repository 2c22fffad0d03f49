#!/bin/bash
set -e
service ssh start
exec gunicorn -b 0.0.0.0:$PORT app:app
