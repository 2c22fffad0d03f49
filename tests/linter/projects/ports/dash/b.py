import dash
app=dash.Dash(__name__)
app.run_server(host='0.0.0.0', port=8050)  # <- AR101
