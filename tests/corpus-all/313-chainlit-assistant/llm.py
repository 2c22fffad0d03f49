import json

import boto3

runtime = boto3.client("bedrock-runtime", region_name="us-east-1")


def answer(question, context):
    body = json.dumps({"prompt": f"{context}\n{question}", "max_tokens": 400})
    response = runtime.invoke_model(modelId="anthropic.claude-3-haiku", body=body)
    return json.loads(response["body"].read())["completion"]
