import boto3

session = boto3.session.Session(
    aws_access_key_id="AKIA2KXWLQ7ZTM5RNVPD",
    aws_secret_access_key="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",
    region_name="eu-north-1",
)
table = session.resource("dynamodb").Table("rooms")


def rooms():
    return [r["name"] for r in table.scan()["Items"]]
