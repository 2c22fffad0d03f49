import subprocess, os, sys
subprocess.Popen([sys.executable,'-m','uvicorn','m:app','--host','0.0.0.0','--port','8000'])  # <- AR101
os.system('gunicorn -b 0.0.0.0:8001 m:app')  # <- AR101
port=os.environ.get('PORT','8080')
subprocess.run(['gunicorn','-b',f'0.0.0.0:{port}','m:app'])
os.execvp('gunicorn',['gunicorn','-b','0.0.0.0:5000','m:app'])  # <- AR101
subprocess.run(f'uvicorn m:app --host 0.0.0.0 --port {port}', shell=True)
subprocess.run(['ls','-l'])
os.execlp('uvicorn','uvicorn','m:app','--host','0.0.0.0','--port','8000')  # <- AR101
