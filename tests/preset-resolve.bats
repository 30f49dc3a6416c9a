#!/usr/bin/env bats
# preset-resolve compared with jq, and properties that its golden cases cannot show.

load lib

setup() {
	data=$ROOT/tests/cases/preset-resolve/data
	cd "$BATS_TEST_TMPDIR"
}

@test "merges as jq's object multiplication does, request over preset over base" {
	mkdir presets
	for seed in {1..25}; do
		for file in base presets/p request; do
			jq -n --arg file "$file" --argjson seed "$seed" '
				def next: (. * 1103515245 + 12345) % 2147483648;
				def tree($depth): next as $n | ($n / 65536 | floor) as $r |
					if $depth == 0 or ($depth < 5 and $r % 3 == 0) then [$n, [$r % 7, true, "text", 1.5, [$r]][$r % 5]]
					else reduce range(if $depth == 5 then 6 else $r % 5 end) as $i ([$n, {}];
						(.[0] | tree($depth - 1)) as [$m, $v] |
						[$m, .[1] + {("k" + (($m / 65536 | floor) % 6 | tostring)): $v}])
					end;
				($seed * 7919 + ($file | length)) | tree(5)[1]
				| . + if $file == "base" then {preset: "p"} else {} end' >$file.yaml
		done
		yaml2kv request.yaml | preset-resolve -b base.yaml -p presets -s .preset | kv2yaml -j |
			jq -S . >ours
		jq -s -S '.[0] * .[1] * .[2]' base.yaml presets/p.yaml request.yaml >theirs
		diff ours theirs
	done
}

@test "a resolved request does not change when it is resolved again, except for nulls" {
	args=(-c -b "$data/base.yaml" -p "$data/presets" -s .spec.vcluster.preset)
	printf '.spec.name="media" #@ m.yaml:4:9\n.spec.vcluster.preset="prod"\n' |
		preset-resolve "${args[@]}" | grep -v =null >once
	preset-resolve "${args[@]}" once | grep -v =null >twice
	diff once twice
}

@test "only the chosen preset is read" {
	mkdir presets
	echo 'a: 1' >presets/good.yaml
	echo '{' >presets/broken.yaml
	echo 'preset: good' >base.yaml
	run preset-resolve -b base.yaml -p presets -s .preset <<<'.b=2'
	[ "$status" -eq 0 ]
	run preset-resolve -b base.yaml -p presets -s .preset <<<'.preset="broken"'
	[ "$status" -eq 1 ]
}

@test "a base or a folder that cannot be read exits with 2" {
	run preset-resolve -b none.yaml </dev/null
	[ "$status" -eq 2 ]
	[ "$output" = "preset-resolve: cannot open none.yaml: No such file or directory" ]
	run preset-resolve -b "$data/base.yaml" -p none -s .a </dev/null
	[ "$status" -eq 2 ]
	[ "$output" = "preset-resolve: cannot read the folder none: No such file or directory" ]
}

@test "a call without a base, or with half of -p and -s, is refused" {
	for args in "" "-p x -s .a" "-b x -p x" "-b x -s .a" "-x"; do
		# shellcheck disable=SC2086
		run preset-resolve $args </dev/null
		[ "$status" -eq 2 ]
	done
	run preset-resolve -b "$data/base.yaml" -p "$data/presets" -s spec </dev/null
	[ "$status" -eq 2 ]
	[ "$output" = 'preset-resolve: path "spec": a path begins with a dot' ]
}
