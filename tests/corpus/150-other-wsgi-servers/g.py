from flask import Flask

app = Flask(__name__)
app.config.from_object("settings.Config")

if __name__ == "__main__":
    app.run(host=app.config["HOST"], port=app.config["PORT"])
