cat >"$T/t" <<'EOF'
{{ $v := semver "v1.2.3-rc.1+b5" }}{{ $v.Major }} {{ $v.Minor }} {{ $v.Patch }} {{ $v.Prerelease }} {{ $v.Metadata }} {{ $v.Original }}
EOF
echo '.a=1' >"$T/kv"
cd "$T" && tmpl-render -t t <kv
