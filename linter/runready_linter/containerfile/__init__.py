"""Container files as facts (`frontend`), and the image that they make (`image`)."""
