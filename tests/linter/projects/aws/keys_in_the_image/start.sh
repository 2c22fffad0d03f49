#!/bin/sh
export AWS_ACCESS_KEY_ID=@ID@
export AWS_SECRET_ACCESS_KEY=@SECRET@ # <- AR501
exec gunicorn --bind 0.0.0.0:$PORT app:app
