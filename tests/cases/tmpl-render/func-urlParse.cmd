cat >"$T/t" <<'EOF'
{{ $u := urlParse "https://us%40er:pw@example.com:8080/a%20b/c?x=1&y=2#frag" }}{{ $u.scheme }} {{ $u.host }} {{ $u.hostname }} {{ $u.path }} {{ $u.query }} {{ $u.fragment }} {{ $u.userinfo }} {{ (urlParse "mailto:a@b").opaque }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
