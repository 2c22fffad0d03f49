import boto3
from pymongo import MongoClient

client = MongoClient("localhost", 27017)
session = boto3.Session(profile_name="seed")


def main():
    client.things.insert_one({"name": "first"})


if __name__ == "__main__":
    main()
