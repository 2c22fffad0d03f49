import os

import boto3

if __name__ == "__main__":
    client = boto3.client("dynamodb", region_name=os.environ.get("AWS_REGION", "eu-west-1"))
    client.create_table(
        TableName="notes",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
