bind = "0.0.0.0:8000"  # <- AR101
workers = 2
