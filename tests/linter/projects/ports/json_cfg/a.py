import json, uvicorn
cfg=json.load(open('c.json'))
uvicorn.run('a:app', host=cfg['host'], port=cfg.get('port', 8000))
import yaml
