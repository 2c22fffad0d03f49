import dataset

db = dataset.connect("sqlite:///app.db")
