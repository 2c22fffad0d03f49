import os

import boto3
from rest_framework.response import Response
from rest_framework.views import APIView

sts = boto3.client("sts")


class Report(APIView):
    def get(self, request):
        role = sts.assume_role(
            RoleArn=os.environ["REPORT_ROLE"],
            RoleSessionName="report",
        )["Credentials"]
        s3 = boto3.client(
            "s3",
            aws_access_key_id=role["AccessKeyId"],
            aws_secret_access_key=role["SecretAccessKey"],
            aws_session_token=role["SessionToken"],
        )
        body = s3.get_object(Bucket="reports", Key="latest.json")["Body"]
        return Response(body.read())
