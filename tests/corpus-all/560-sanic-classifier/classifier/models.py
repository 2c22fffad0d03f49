import joblib
from sklearn.ensemble import RandomForestClassifier


class Registry:
    def __init__(self, folder):
        self.folder = folder
        self.folder.mkdir(exist_ok=True)

    def fit(self, x, y):
        return RandomForestClassifier(n_estimators=20).fit(x, y)

    def save(self, name, model):
        joblib.dump(model, self.folder / f"{name}.joblib")

    def load(self, name):
        return joblib.load(self.folder / f"{name}.joblib")
