import os
from functools import lru_cache

import boto3
from botocore.config import Config
from fastapi import Depends, FastAPI, Request

app = FastAPI()
s3 = boto3.client("s3")
ddb = boto3.resource("dynamodb")
table = ddb.Table(os.environ["TABLE"])
session = boto3.Session(region_name="x")
sm = session.client("secretsmanager")


@lru_cache
def sqs():
    return boto3.client("sqs")


class Mail:
    def __init__(self, client=None):
        self.client = client or boto3.client("ses")

    def send(self):
        return self.client.send_email(Source="x")  # <- AR504


class Base:
    service = "sns"

    @property
    def client(self):
        return boto3.client(self.service)


class Topic(Base):
    def publish(self, text):
        self.client.publish(TopicArn="x", Message=text)  # <- AR504


def get_s3():
    return boto3.client("s3")


@app.get("/1")
def a(client=Depends(get_s3)):
    client.delete_object(Bucket="b", Key="k")  # <- AR504
    return s3.list_objects_v2(Bucket="b")  # <- AR504


@app.get("/2")
def b():
    s3.put_object(Bucket="b", Key="k", Body=b"")  # <- AR504
    s3.upload_file("x", "b", "k")
    s3.copy_object(Bucket="b", Key="k", CopySource="x")  # <- AR504
    s3.head_object(Bucket="b", Key="k")
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket="b"):
        print(page)
    return s3.generate_presigned_post("b", "k")


@app.get("/3")
def c():
    table.query(KeyConditionExpression="x")  # <- AR504
    table.scan()  # <- AR504
    table.update_item(Key={})  # <- AR504
    with table.batch_writer() as batch:  # <- AR504
        batch.put_item(Item={})
    ddb.meta.client.transact_write_items(TransactItems=[])  # <- AR504
    ddb.batch_get_item(RequestItems={})  # <- AR504
    return sm.get_secret_value(SecretId="x")  # <- AR504


@app.get("/4")
def d():
    sqs().receive_message(QueueUrl="x")  # <- AR504
    sqs().delete_message(QueueUrl="x", ReceiptHandle="y")  # <- AR504
    q = boto3.resource("sqs").get_queue_by_name(QueueName="x")  # <- AR504
    q.send_message(MessageBody="x")  # <- AR504
    boto3.client("lambda").invoke(FunctionName="f")  # <- AR504
    boto3.client("stepfunctions").start_execution(stateMachineArn="x")  # <- AR504
    boto3.client("events").put_events(Entries=[])  # <- AR504
    boto3.client("kms").encrypt(KeyId="k", Plaintext=b"")  # <- AR504
    boto3.client("cognito-idp").admin_get_user(UserPoolId="x", Username="y")  # <- AR504
    boto3.client("bedrock-runtime").invoke_model(modelId="x", body=b"")  # <- AR504
    boto3.client("ssm").get_parameter(Name="x")  # <- AR504
    boto3.client("logs").put_log_events(logGroupName="x")  # <- AR504
    boto3.client("cloudwatch").put_metric_data(Namespace="x", MetricData=[])  # <- AR504
    boto3.client("textract").detect_document_text(Document={})  # <- AR504
    boto3.client("polly").synthesize_speech(Text="x", OutputFormat="mp3", VoiceId="y")  # <- AR504
    boto3.client("translate").translate_text(Text="x", SourceLanguageCode="a", TargetLanguageCode="b")  # <- AR504
    boto3.client("sts").assume_role(RoleArn="x", RoleSessionName="y")  # <- AR504
    boto3.client("athena").start_query_execution(QueryString="x")  # <- AR504
    boto3.client("glue").start_job_run(JobName="x")  # <- AR504
    boto3.client("ecr").describe_repositories()  # <- AR504
    boto3.client("ec2").describe_instances()  # <- AR504
    boto3.client("rds").describe_db_instances()  # <- AR504
    boto3.client("sagemaker-runtime").invoke_endpoint(EndpointName="x", Body=b"")  # <- AR504
    boto3.client("apigatewaymanagementapi", endpoint_url="https://x.execute-api.eu-west-1.amazonaws.com/p").post_to_connection(ConnectionId="x", Data=b"")  # <- AR504
    boto3.client(service_name="pinpoint", config=Config()).send_messages(ApplicationId="x", MessageRequest={})  # <- AR504
    boto3.client("quicksight").generate_embed_url_for_registered_user(AwsAccountId="x")  # <- AR504
    boto3.client("scheduler").create_schedule(Name="x")  # <- AR504
    boto3.client("appconfigdata").get_latest_configuration(ConfigurationToken="x")  # <- AR504


@app.on_event("startup")
def start():
    app.state.kinesis = boto3.client("kinesis")


@app.get("/5")
def e(request: Request):
    request.app.state.kinesis.put_record(StreamName="x", Data=b"", PartitionKey="y")  # <- AR504


@app.get("/6")
async def f():
    import asyncio
    await asyncio.to_thread(s3.create_bucket, Bucket="b")  # <- AR504
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, lambda: s3.delete_bucket(Bucket="b"))  # <- AR504
