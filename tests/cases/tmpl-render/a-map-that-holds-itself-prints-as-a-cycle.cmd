cat >"$T/t" <<'EOF'
{{ $d := dict }}{{ $_ := set $d "a" $d }}{{ contains "<cycle>" (print $d) }} {{ deepEqual $d $d }}
{{ toJson $d }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
