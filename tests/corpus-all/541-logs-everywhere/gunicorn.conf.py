import multiprocessing

workers = multiprocessing.cpu_count()
accesslog = "/var/log/app/access.log"
errorlog = "-"
loglevel = "info"
