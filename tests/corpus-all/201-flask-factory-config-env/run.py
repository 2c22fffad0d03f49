from waitress import serve

from config import ProdConfig
from shop import create_app

if __name__ == "__main__":
    cfg = ProdConfig()
    serve(create_app(cfg), host=cfg.HOST, port=cfg.SERVER_PORT, threads=8)
