touch "$T/x.tmpl"
tmpl-render -D nonsense "$T/x.tmpl"
