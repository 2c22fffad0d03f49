# -*- coding: utf-8 -*-
import os, sys, json, time
import logging
from datetime import datetime

import boto3
import redis
import requests
from flask import Flask, Response, g, jsonify, request, send_file
from flask_socketio import SocketIO, emit

logging.basicConfig(stream=sys.stdout, level=logging.DEBUG)
log = logging.getLogger('monolith')

APP_HOST = os.environ.get('APP_HOST') or '0.0.0.0'
APP_PORT = os.environ.get('APP_PORT') or '5000'
REDIS = {'host': 'localhost', 'port': 6379, 'db': 3}
GEO_URL = 'http://127.0.0.1:8090/geo?ip=%s'

app = Flask(__name__)
app.config['SECRET_KEY'] = os.environ.get('SECRET_KEY')
io = SocketIO(app, message_queue=os.environ.get('MQ_URL'))
r = redis.StrictRedis(**REDIS)
sqs = boto3.client('sqs', region_name='us-west-2')


def geo(ip):
    try:
        return requests.get(GEO_URL % ip, timeout=1).json()
    except Exception as e:
        log.warning('geo failed: %s', e)
        return {}


@app.route('/')
def index():
    n = r.incr('visits')
    return jsonify(n=n, geo=geo(request.remote_addr), now=str(datetime.utcnow()))


@app.route('/queue', methods=['POST'])
def queue():
    msg = json.dumps(request.get_json())
    sqs.send_message(QueueUrl=os.environ['QUEUE'], MessageBody=msg)
    return Response(status=202)


@io.on('ping')
def ping(data):
    emit('pong', data)


if __name__ == '__main__':
    log.info('starting at %s', time.time())
    io.run(app, host=APP_HOST, port=int(APP_PORT))
