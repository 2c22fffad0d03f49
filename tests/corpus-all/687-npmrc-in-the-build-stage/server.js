const app = require("express")();

app.get("/", (req, res) => res.json({ ok: true }));
app.listen(process.env.PORT || 8080, "0.0.0.0");
