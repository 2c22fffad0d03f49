import os

bind = "0.0.0.0:" + os.environ.get("PORT", "8080")
worker_class = "uvicorn.workers.UvicornWorker"
forwarded_allow_ips = "*"
