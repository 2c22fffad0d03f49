import boto3
import falcon

ddb = boto3.client(
    "dynamodb",
    region_name="eu-west-1",
    endpoint_url="http://localhost:8000",
)


class Orders:
    def on_get(self, req, resp, order_id):
        answer = ddb.get_item(TableName="orders", Key={"id": {"S": order_id}})
        if "Item" not in answer:
            raise falcon.HTTPNotFound()
        resp.media = answer["Item"]
