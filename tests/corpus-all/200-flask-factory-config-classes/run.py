from config import ProdConfig
from shop import create_app

app = create_app()

if __name__ == "__main__":
    app.run(host=ProdConfig.HOST, port=ProdConfig.SERVER_PORT, threaded=True)
