"""Read once from the environment."""
import os

maintenance = os.environ.get("MAINTENANCE") == "1"
FEATURES = {}
for _name in os.environ.get("FEATURES", "").split(","):
    FEATURES[_name] = True
