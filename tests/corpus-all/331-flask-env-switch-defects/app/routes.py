import boto3
from flask import Blueprint, jsonify

main = Blueprint("main", __name__)
AWS_REGION = "eu-west-1"
AWS_ACCESS_KEY = "AKIAR7XW2NZQ4LKT5MVP"
AWS_SECRET_KEY = "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"

dynamodb = boto3.resource("dynamodb", region_name=AWS_REGION, aws_access_key_id=AWS_ACCESS_KEY, aws_secret_access_key=AWS_SECRET_KEY)
table = dynamodb.Table("users")


@main.get("/users")
def users():
    return jsonify(table.scan()["Items"])


@main.get("/users/<uid>")
def user(uid):
    return jsonify(table.get_item(Key={"id": uid})["Item"])


@main.delete("/users/<uid>")
def delete(uid):
    table.delete_item(Key={"id": uid})
    return "", 204
