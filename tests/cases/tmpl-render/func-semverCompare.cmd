cat >"$T/t" <<'EOF'
{{ semverCompare ">=1.2.0" "1.34.3" }} {{ semverCompare "^1.2" "2.0.0" }} {{ semverCompare "~1.2.3" "1.2.9" }} {{ semverCompare ">=1.2.0-0" "v1.3.0-rc.1" }} {{ semverCompare ">1.2" "1.3.0-rc.1" }} {{ semverCompare "1.2 - 1.4.5 || >=3" "1.4.0" }} {{ semverCompare "!=1.x" "2.1" }} {{ semverCompare "<0.31, >=0.30" "0.30.4" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
