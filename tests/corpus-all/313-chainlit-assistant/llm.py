import json

import boto3

runtime = boto3.client("bedrock-runtime", region_name="us-east-1")


def answer(question, context):
    body = json.dumps({"prompt": f"{context}\n{question}", "max_tokens": 400})
    response = runtime.invoke_model(modelId="amazon.titan-text-express-v1", body=body)
    return json.loads(response["body"].read())["completion"]
