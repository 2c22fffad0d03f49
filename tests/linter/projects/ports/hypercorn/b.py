from hypercorn.config import Config
c=Config.from_mapping(bind='0.0.0.0:8000')  # <- AR101
