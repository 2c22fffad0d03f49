from shop import app

if __name__ == "__main__":
    # only for debugging on a laptop
    app.run(port=5001, debug=True)
