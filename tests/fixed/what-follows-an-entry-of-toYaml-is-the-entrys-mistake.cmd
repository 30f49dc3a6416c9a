cd "$T"
printf 'k:\n- a\n{{ toYaml .m }}\n- z\n' >t
tmpl-render t <<<'.m={}' 2>&1 || :
printf 'k:\n  {{ toYaml .m }}\n    z: 1\n' >t
tmpl-render t <<<'.m.a=1' 2>&1 || :
