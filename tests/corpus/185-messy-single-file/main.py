#!/usr/bin/env python3
# -*- coding: utf-8 -*-
# quick and dirty link shortener
import os,sys,sqlite3,random,string,json
from flask import *
app=Flask(__name__); app.secret_key=os.environ.get('SECRET_KEY','x')
DB='links.db' ; cnt=0;lastIP=None
cache={}
def db():
    c=sqlite3.connect(DB)
    c.execute('create table if not exists l(k text,u text)')
    return c
@app.route('/',methods=['GET','POST'])
def idx():
    global cnt
    if request.method=='POST':
        k=''.join(random.choice(string.ascii_letters) for _ in range(6)); u=request.form['u']
        c=db(); c.execute('insert into l values(?,?)',(k,u)); c.commit(); c.close()
        cache[k]=u; cnt+=1
        open('/tmp/last.json','w').write(json.dumps({'k':k,'u':u}))
        return k
    return '<form method=post><input name=u></form>%d'%cnt
@app.route('/<k>')
def go(k):
    if k in cache: return redirect(cache[k])
    r=db().execute('select u from l where k=?',(k,)).fetchone()
    if not r: abort(404)
    return redirect(r[0])
if __name__=='__main__':
    app.run('0.0.0.0',int(sys.argv[1]) if len(sys.argv)>1 else int(os.environ.get('PORT',5000)),debug='DEBUG' in os.environ)
