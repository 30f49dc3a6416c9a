/* Prints the outputs of a document as one YAML stream. Documents are found line by line: a line
   that begins with --- or ... ends a document wherever it is (YAML 1.2, §9.1.2). */
#include <string.h>

#include "base/out.h"
#include "tmpl/render.h"

/* Returns the text after its leading comments and empty lines. */
static str
content(str text)
{
	str rest = text, line;

	for (;; text = rest) {
		line = str_trim(str_split(&rest, '\n'));
		if (text.n == 0 || (line.n > 0 && line.p[0] != '#'))
			return text;
	}
}

/* Returns whether text begins with a line ---. */
static bool
is_marked(str text)
{
	return str_starts(text, STR("---")) && (text.n == 3 || memchr(" \t\r\n", text.p[3], 4));
}

/* Prints the separator between the earlier outputs and text, so that no empty document appears
   between them. If text has directives, or comments before its own ---, "..." ends the earlier
   document. Returns the rest of text to print. Only the start of a stream may have a byte order
   mark. */
static str
separated(str text)
{
	str bom = STR("\xEF\xBB\xBF"), from;

	if (str_starts(text, bom))
		text = str_from(text, bom.n);
	from = content(text);
	if (is_marked(from) && str_trim(str_sub(text, 0, text.n - from.n)).n == 0)
		return from;
	out_write(is_marked(from) || str_starts(from, STR("%")) ? STR("...\n") : STR("---\n"));
	return text;
}

/* Returns the text after the marker at its start, on the same line or below. */
static str
after_marker(str text)
{
	size_t i = 3;

	while (i < text.n && (text.p[i] == ' ' || text.p[i] == '\t' || text.p[i] == '\r'))
		i++;
	return str_from(text, i + (i < text.n && text.p[i] == '\n'));
}

/* Takes the next document from *rest, up to the next line --- or ..., which becomes *marker. */
static str
cut_document(str *rest, str *marker)
{
	str text = *rest, line;

	while (rest->n > 0) {
		line = *rest;
		if ((*line.p == '-' && is_marked(line)) ||
		    (*line.p == '.' && str_starts(line, STR("...")))) {
			*marker = str_sub(line, 0, 3);
			text.n -= line.n;
			*rest = after_marker(line);
			return text;
		}
		str_split(rest, '\n');
	}
	*marker = (str){0};
	return text;
}

static void
write_source(const struct render *r, const struct render_file *f)
{
	out_write(STR("---\n# Source: "));
	if (r->prefix) {
		out_write(r->group);
		out_write(STR("/"));
	}
	out_write(f->source);
	out_write(STR("\n"));
}

/* Prints the documents of a text. A document with only comments is printed with the next one. */
static void
write_documents(struct render *r, const struct render_file *f)
{
	str rest = buf_str(&f->text), marker, text, comments = {0}, bom = STR("\xEF\xBB\xBF");

	if (str_starts(rest, bom))
		rest = str_from(rest, bom.n);
	while (rest.n > 0) {
		text = cut_document(&rest, &marker);
		if (content(text).n == 0) {
			comments = str_trim(text).n > 0 ? text : comments;
		} else if (str_starts(content(text), STR("%"))) {
			out_write(r->wrote ? STR("...\n") : STR(""));
			out_write(text);
		} else {
			write_source(r, f);
			out_write(comments);
			out_write(text);
			comments = (str){0};
			r->wrote = true;
		}
	}
}

void
render_print(struct render *r)
{
	struct render_file *f, *end = r->files + r->files_n;

	for (f = r->files; f < end; f++) {
		if (r->exec.yaml && !f->any)
			continue;
		if (r->sources)
			write_documents(r, f);
		else
			out_write(r->exec.yaml && r->wrote ? separated(buf_str(&f->text))
							   : buf_str(&f->text));
		r->wrote = true;
	}
}

void
render_end(const struct render *r)
{
	if (!r->sources)
		return;
	out_write(STR("# End: "));
	out_write(r->group);
	out_write(STR("\n"));
}
