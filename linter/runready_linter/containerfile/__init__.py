"""Container files as facts, and the image that they make."""
