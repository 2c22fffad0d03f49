from hypercorn.config import Config
c = Config()
c.bind = ["0.0.0.0:8000"]  # <- AR101
