cd "$T"
cat >t <<'EOF'
{{ duration "95" }} {{ duration .n }} {{ duration 5 }} {{ duration "-3600" }} {{ duration "x" }} {{ duration "99999999999999999999" }} {{ duration "9223372037" }}
{{ range list "2h10m5s" "1s" "1.5s" "400h" "-2400h" "1h" "1000000h" "bad" "1.5" "90m" "100us" "3000000h" "1µs" "9000h" "" "+.5h" }}{{ durationRound . }} {{ end }}{{ durationRound .n }}
EOF
echo '.n=9000000000' | tmpl-render -t t
