import sys

sys.exit("the setting DATABASE_URL is missing")
