from apscheduler.schedulers.background import BackgroundScheduler
sched = BackgroundScheduler()  # <- AR204
sched.start()  # <- AR206
def view(request):
    sched.add_job(send, "date", args=[request.id])
