from flask import Flask
app = Flask(__name__)
@app.get("/")
def index():
    return "ok"
if __name__ == "__main__":
    app.run(debug=False, port=5000)  # <- AR101 AR102
