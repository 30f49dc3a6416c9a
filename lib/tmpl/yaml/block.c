/* Writes block scalars with holes: as literal block scalars with the same indentation if these can
   hold the text, else in double quotes. */
#include "base/buf.h"
#include "data/json_out.h"
#include "data/yaml_out.h"
#include "tmpl/yaml/settle_state.h"

/* Returns the indentation of the first line that is not blank. */
static size_t
lead(str text)
{
	size_t i, line = 0;

	for (i = 0; i < text.n && memchr(" \n\r", text.p[i], 3); i++)
		if (text.p[i] == '\n')
			line = i + 1;
	return i - line;
}

/* Removes line breaks at the end as the chomping indicator says: '+', '-', or '\0' without one. */
static str
chomped(str text, char chomp)
{
	bool ended = str_ends(text, STR("\n"));
	size_t n = text.n;

	if (chomp == '+')
		return text;
	while (n > 0 && text.p[n - 1] == '\n')
		n--;
	return str_sub(text, 0, n > 0 && ended && chomp != '-' ? n + 1 : n);
}

/* Writes the header, its comment, which ends before byte end, and the text. A blank precedes the
   comment: libyaml reads a comment without a blank, other readers do not. */
static void
write(struct settle *s, str text, size_t end, size_t indent, size_t digit)
{
	struct buf b = {.arena = s->arena};
	size_t n = settle_text_end(s->out);
	str rest;

	if (indent == 0 || !yaml_out_block(&b, text, indent, digit)) {
		/* libyaml accepts a block scalar in its key's column, but not a quoted string. */
		if (n > 0 && s->out->p[n - 1] == '\n')
			buf_addc(s->out, ' ');
		json_string(&b, text, JSON_YAML);
		buf_addc(&b, '\n');
	}
	rest = buf_str(&b);
	buf_add(s->out, str_split(&rest, '\n'));
	if (s->in.p[s->done] == '#')
		buf_addc(s->out, ' ');
	settle_copy(s, end);
	buf_addc(s->out, '\n');
	buf_add(s->out, rest);
}

struct val
settle_block(struct settle *s, const struct plan_event *e, str text, struct place *p)
{
	str body = str_from(str_sub(s->in, 0, p->end), p->begin), header = str_split(&body, '\n');
	size_t i, indent = lead(body) > lead(text) ? lead(body) - lead(text) : 0;
	size_t end = p->end, digit = s->top->marked ? 0 : indent - s->top->col;
	char chomp = '\0';

	if (str_ends(header, STR("\r")))
		header.n--;
	for (i = 1; i < header.n && !memchr(" \t#", header.p[i], 3); i++)
		if (header.p[i] == '+' || header.p[i] == '-')
			chomp = header.p[i];
	s->done = p->begin + i;
	for (s->next = p->first; s->spot[p->first].at < p->begin + header.n;)
		p->first++;
	text = settle_fill(s, text, p, indent, e->style == YAML_FOLDED_SCALAR_STYLE);
	text = chomped(text, chomp);
	write(s, text, p->begin + header.n, indent, s->top == s->frame || digit > 9 ? 0 : digit);
	s->next = p->last;
	/* settle_behind copies the empty lines at the end that are not part of the text. */
	while (chomp != '+' && memchr(" \n\r", s->in.p[end - 1], 3))
		end--;
	settle_behind(s, chomp == '+' ? end : settle_next_line(s, end), indent ? indent - 1 : 0);
	return val_of(VAL_STRING, text);
}
