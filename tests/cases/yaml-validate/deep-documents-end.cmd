printf '%0200d' 0 | sed 's/0/[/g' | yaml-validate - | cut -c1-60
