#!/usr/bin/env python3
# -*- coding: utf-8 -*-
# quick and dirty link shortener, now on dynamo
import os,sys,random,string,json,io
import boto3
from flask import *
app=Flask(__name__); app.secret_key=os.environ['SECRET_KEY']
tbl=boto3.resource('dynamodb').Table(os.environ['TABLE']); cnt=0;lastIP=None
cache={'about':'https://example.org/about'}
@app.route('/',methods=['GET','POST'])
def idx():
    cnt=0
    if request.method=='POST':
        k=''.join(random.choice(string.ascii_letters) for _ in range(6)); u=request.form['u']
        tbl.put_item(Item={'k':k,'u':u}); cnt+=1
        b=io.StringIO(); b.write(json.dumps({'k':k,'u':u}))
        return b.getvalue()
    return '<form method=post><input name=u></form>%d'%cnt
@app.route('/<k>')
def go(k):
    if k in cache: return redirect(cache[k])
    r=tbl.get_item(Key={'k':k}).get('Item')
    if not r: abort(404)
    lastIP=request.remote_addr
    return redirect(r['u']+'?'+lastIP)
if __name__=='__main__':
    app.run('0.0.0.0',int(sys.argv[1]) if len(sys.argv)>1 else int(os.environ.get('PORT',5000)),debug='DEBUG' in os.environ)
