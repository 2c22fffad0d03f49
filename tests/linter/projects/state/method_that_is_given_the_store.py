from flask import Flask, request

app = Flask(__name__)
BOARD = [[0] * 3 for _ in range(3)]  # <- AR201
SCORES = dict.fromkeys("xo", 0)  # <- AR201


class Game:
    def __init__(self, board, scores=SCORES):
        self.board = board
        self.scores = scores

    def move(self, row, column, who):
        self.board[row][column] = who
        self.scores[who] += 1


@app.post("/")
def move():
    Game(BOARD).move(request.json["r"], request.json["c"], request.json["who"])
    return "ok"
