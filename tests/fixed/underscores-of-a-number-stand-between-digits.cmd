cd "$T"
for n in 1_000.2_5 0x_1 0_17 1_0e1_0 0x1_0.8p0_1 -1_0 1e_1 1_.5 1._0 +_7 1_e0 1__0 1_ 0x1_ 0x_.8p1; do
	echo "{{ print $n }}" >t
	tmpl-render -t t <<<'.s=1' 2>&1 || true
done
