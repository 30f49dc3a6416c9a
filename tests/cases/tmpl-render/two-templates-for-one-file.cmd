mkdir "$T/a" && cd "$T" && touch x.tmpl a/x.tmpl
tmpl-render -d out x.tmpl a/x.tmpl
