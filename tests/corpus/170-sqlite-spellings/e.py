import dataset

db = dataset.connect("sqlite:///people.db")
