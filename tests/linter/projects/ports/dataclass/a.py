from dataclasses import dataclass, field
import os, uvicorn
@dataclass
class C:
    port: int = 8000
    p2: int = field(default_factory=lambda: int(os.environ.get('PORT','8080')))
    host: str='0.0.0.0'
c=C()
uvicorn.run('a:app', host=c.host, port=c.port)  # <- AR101
uvicorn.run('a:app', host=c.host, port=c.p2)
d=C(port=int(os.environ['PORT']))
uvicorn.run('a:app', host=d.host, port=d.port)
