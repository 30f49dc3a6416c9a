touch "$T/x.tmpl"
tmpl-render -D '.a[=1' "$T/x.tmpl"
