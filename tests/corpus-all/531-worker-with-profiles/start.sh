#!/bin/sh
set -e
export AWS_PROFILE=reporting
exec gunicorn app:app
