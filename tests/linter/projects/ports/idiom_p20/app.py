import uvicorn
def main(port=8000):
    uvicorn.run("m:app", host="0.0.0.0", port=port)  # <- AR101
main()
