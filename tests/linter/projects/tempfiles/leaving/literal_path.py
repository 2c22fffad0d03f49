def handler(data):
    with open("/tmp/out.json", "w") as f:  # <- AR301
        f.write(data)
    return upload("/tmp/out.json")
