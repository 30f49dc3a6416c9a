touch "$T/x.tmpl"
tmpl-render -D .a.b=1 "$T/x.tmpl"
