import os

import boto3
from google.cloud import firestore
from pymongo import MongoClient

users = MongoClient(os.environ["MONGO_URL"])["shop"]["users"]
audit = firestore.Client().collection("audit")
events = boto3.resource("sqs").Queue(os.environ["QUEUE_URL"])
