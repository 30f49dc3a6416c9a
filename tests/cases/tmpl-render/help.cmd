tmpl-render -h
