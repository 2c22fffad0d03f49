import os

import boto3

events = boto3.client("events")


def notify(name):
    events.put_events(Entries=[{"Source": "inventory", "DetailType": "added", "Detail": name}])
