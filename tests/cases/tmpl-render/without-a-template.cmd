tmpl-render
