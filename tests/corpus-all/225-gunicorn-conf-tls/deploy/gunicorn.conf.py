import os

bind = "0.0.0.0:8443"
workers = int(os.environ.get("WEB_CONCURRENCY", 2))
certfile = "/etc/ssl/app.crt"
keyfile = "/etc/ssl/app.key"
reload = True
accesslog = "-"
