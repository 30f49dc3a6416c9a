cat >"$T/t" <<'EOF'
{{ $p := split "/" "a/b/c" }}{{ $p._0 }} {{ $p._2 }} {{ len $p }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
