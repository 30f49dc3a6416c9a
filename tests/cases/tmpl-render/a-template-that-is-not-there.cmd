tmpl-render nothing.tmpl
