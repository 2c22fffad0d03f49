import json
import os

from flask import Flask, jsonify, request

from backoffice import aws

app = Flask(__name__)
bucket = aws.Bucket(os.environ["BUCKET"])


@app.get("/secret-age")
def secret_age():
    found = aws.client("secretsmanager").describe_secret(SecretId=os.environ["SECRET"])
    return jsonify(changed=str(found["LastChangedDate"]))


@app.post("/jobs")
def job():
    aws.Queue(os.environ["QUEUE"]).send(json.dumps(request.json))
    aws.client("cloudwatch").put_metric_data(Namespace="jobs", MetricData=[{"MetricName": "queued", "Value": 1}])
    return "", 202


@app.get("/files")
def files():
    return jsonify(bucket.keys("files/"))


@app.get("/files/<name>/url")
def url(name):
    s3 = aws.client("s3")
    return jsonify(
        url=s3.generate_presigned_url(
            ClientMethod="put_object", Params={"Bucket": os.environ["BUCKET"], "Key": name}, ExpiresIn=60
        )
    )


@app.post("/users")
def user():
    cognito = aws.client("cognito-idp")
    cognito.admin_create_user(UserPoolId=os.environ["POOL"], Username=request.json["name"])
    aws.client("sesv2").send_email(
        FromEmailAddress="no-reply@example.com",
        Destination={"ToAddresses": [request.json["name"]]},
        Content={"Simple": {"Subject": {"Data": "Welcome"}, "Body": {"Text": {"Data": "hi"}}}},
    )
    return "", 201


@app.get("/labels")
def labels():
    return aws.client("rekognition").detect_labels(Image={"Bytes": request.data})
