cat >"$T/t" <<'EOF'
{{ $p := splitn "/" 2 "a/b/c" }}{{ $p._0 }} {{ $p._1 }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
