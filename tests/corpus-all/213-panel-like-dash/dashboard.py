import pandas as pd
from dash import Dash, Input, Output, dcc, html

from data import report, reports

app = Dash(__name__)
server = app.server
app.layout = html.Div([dcc.Dropdown(reports(), id="report"), dcc.Graph(id="chart")])


@app.callback(Output("chart", "figure"), Input("report", "value"))
def chart(key):
    frame = pd.read_csv(report(key))
    return {"data": [{"x": frame["day"], "y": frame["sales"]}]}


if __name__ == "__main__":
    app.run(debug=True, port=8050)
