"""What is a secret: by the name of a variable and its value (`values`), by a file's name and content (`files`)."""
