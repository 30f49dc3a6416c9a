cat >"$T/t" <<'EOF'
{{ printf "%d %5d|%-5d|%05d %+d %x %X %#x %o %b %c %U %q" 42 42 42 42 42 255 255 255 8 5 65 65 65 }}
{{ printf "%s %10s|%-10s|%.2s %q %x %v" "abc" "abc" "abc" "abc" "a\"b" "abc" "abc" }}
{{ printf "%f %.2f %8.3f|%-8.1f|%08.2f %e %g %G %v %6.2f%%" 3.14159 3.14159 3.14159 3.14159 -3.14159 1234.5 1e21 1e-7 1e6 99.5 }}
{{ printf "%v %v %t %v %T %T" .map .list true .nil .map .list }}
{{ printf "%d" "x" }} {{ printf "%s" 1 }} {{ printf "%z" 1 }} {{ printf "%d" }} {{ printf "%" }} {{ printf "x" 1 "a" }} {{ printf "%!" 1 }}
{{ printf "%*d|%-*d|%.*f" 5 42 5 42 2 3.14159 }} {{ printf "%[2]d %[1]d" 1 2 }} {{ printf "%[3]d" 1 }} {{ printf "%*d" "x" 1 }}
{{ printf "%#v %#v %#v %#v %#q %+q" "a" 1 1.0 .map "a" "é" }}
EOF
tmpl-render -t -m default "$T/t" <functions.kv
