cat >"$T/x.tmpl" <<'END'
{{- if true }}{{ failAt ".spec.replicas" "too many" }}{{ end }}
{{- failAt ".spec.vip" "needs a subnet" }}
END
printf 'a: 1\n' >"$T/y.yaml.tmpl"
tmpl-render "$T/x.tmpl" "$T/y.yaml.tmpl" || rc=$?
exit "${rc:-0}"
