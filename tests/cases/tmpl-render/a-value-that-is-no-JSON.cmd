touch "$T/x.tmpl"
tmpl-render -D .a=b "$T/x.tmpl"
