import os

print("migrating", os.environ["DATABASE_URL"].split("@")[-1])
