redis-server --daemonize yes --save ''
sleep 1
python -m board
