import os

from web import create_app

DEBUG = True
app = create_app()

if __name__ == "__main__":
    app.run("0.0.0.0", int(os.environ.get("PORT", 8080)), DEBUG)
