# -*- coding: utf-8 -*-
import os, sys, json
import logging

import boto3
import redis
import requests
from flask import Flask, Response, jsonify, request

logging.basicConfig(stream=sys.stdout, level=logging.INFO)
log = logging.getLogger('monolith')

APP_HOST = os.environ.get('APP_HOST') or '127.0.0.1'
APP_PORT = os.environ.get('APP_PORT') or '5000'
GEO_URL = os.environ['GEO_URL']

app = Flask(__name__)
r = redis.StrictRedis(host=os.environ['REDIS_HOST'], port=6379, db=3)
sqs = boto3.client('sqs', region_name='us-west-2')


@app.route('/')
def index():
    n = r.incr('visits')
    geo = requests.get(GEO_URL, params={'ip': request.remote_addr}, timeout=1).json()
    return jsonify(n=n, geo=geo)


@app.route('/queue', methods=['POST'])
def queue():
    msg = json.dumps(request.get_json())
    sqs.send_message(QueueUrl=os.environ['QUEUE'], MessageBody=msg)
    return Response(status=202)


@app.cli.command('smoke')
def smoke():
    print(requests.get('http://localhost:5000/').json())


if __name__ == '__main__':
    app.run(host=APP_HOST, port=int(APP_PORT), debug=True, ssl_context='adhoc')
