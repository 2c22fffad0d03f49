import logging
import os

from flask import Flask


def create_app(config=None):
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]
    app.config["CURRENCY"] = os.environ.get("CURRENCY", "EUR")
    if config:
        app.config.update(config)

    from .cart.routes import bp as cart_bp
    from .admin.routes import bp as admin_bp

    app.register_blueprint(cart_bp, url_prefix="/cart")
    app.register_blueprint(admin_bp, url_prefix="/admin")

    logging.basicConfig(level=logging.INFO)
    return app
