import multiprocessing
import os

bind = f"0.0.0.0:{os.environ.get('PORT', 8080)}"
workers = multiprocessing.cpu_count() * 2 + 1
forwarded_allow_ips = "*"
timeout = 110
reload = os.environ.get("RELOAD") == "1"
