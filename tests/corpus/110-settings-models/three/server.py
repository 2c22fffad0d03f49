from flask import Flask

app = Flask(__name__)
OPTIONS = dict(host="0.0.0.0", port=5050, threaded=True)

if __name__ == "__main__":
    app.run(**OPTIONS)
