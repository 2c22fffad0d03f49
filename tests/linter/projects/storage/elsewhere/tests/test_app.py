def test_it():
    with open("out.json", "w") as f:
        f.write("{}")
