cat >"$T/x.tmpl" <<'END'
{{- if true }}{{ failAt ".spec.replicas" "too many" }}{{ end }}
{{- failAt ".spec.vip" "needs a subnet" }}
END
printf 'a: 1\n' >"$T/y.yaml.tmpl"
tmpl-render -d "$T/out" "$T/x.tmpl" "$T/y.yaml.tmpl" || rc=$?
ls "$T"
exit "${rc:-0}"
