from boto3 import Session as Aws
from influxdb_client import InfluxDBClient, Point
from influxdb_client.client.write_api import SYNCHRONOUS

client = InfluxDBClient(url="http://localhost:8086", token="x", org="acme")
api = client.write_api(write_options=SYNCHRONOUS)
watch = Aws("AKIA7MWLZ4QX2TNKRVPD", "TzR8Qx1Lw7NcKd3Jp5Yb9Hf6sGa2UeTi0oXqZmv4").client("cloudwatch")


def write(value):
    api.write(bucket="points", record=Point("p").field("value", value))
    watch.put_metric_data(
        Namespace="points",
        MetricData=[{"MetricName": "value", "Value": value}],
    )
