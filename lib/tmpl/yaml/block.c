/* Block scalars with holes are written as literal ones with the same indentation if that can
   hold the text, else in double quotes. */
#include "base/buf.h"
#include "base/utf8.h"
#include "data/yaml_out.h"
#include "tmpl/yaml/settle_state.h"

/* A block scalar as the template has it: the parts of its header; the columns that its text is
   indented by; the number of line breaks at its end. */
struct block {
	char digit, chomp; /* + - or \0 */
	str comment;
	size_t indent, ends;
};

/* Returns the indentation of the first line that is not blank. */
static size_t
lead(str text)
{
	size_t i, line = 0;

	for (i = 0; i < text.n && (text.p[i] == ' ' || text.p[i] == '\n' || text.p[i] == '\r'); i++)
		if (text.p[i] == '\n')
			line = i + 1;
	return i - line;
}

static struct block
read_block(str source, str text)
{
	struct block b = {0};
	str body = source, header = str_split(&body, '\n');
	size_t i;

	if (str_ends(header, STR("\r")))
		header.n--;
	for (i = 1; i < header.n && !memchr(" \t#", header.p[i], 3); i++) {
		if (header.p[i] == '+' || header.p[i] == '-')
			b.chomp = header.p[i];
		else
			b.digit = header.p[i];
	}
	b.comment = str_from(header, i);
	if (lead(body) > lead(text))
		b.indent = lead(body) - lead(text);
	for (; body.n > 0 && memchr(" \n\r", body.p[body.n - 1], 3); body.n--)
		b.ends += body.p[body.n - 1] == '\n';
	return b;
}

/* Cuts the line breaks at the end as the chomping indicator says. */
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

/* Whether every reader reads this text from a literal block scalar with the block's indentation. */
static bool
fits(const struct block *b, str text)
{
	size_t n = text.n, first = 0;

	while (n > 0 && text.p[n - 1] == '\n')
		n--;
	while (first < n && text.p[first] == '\n')
		first++;
	if (n == 0 || text.p[n - 1] == ' ' || text.p[n - 1] == '\t' || b->indent == 0)
		return false;
	if (!b->digit && (text.p[first] == ' ' || text.p[first] == '\t'))
		return false;
	return yaml_out_printable(text);
}

/* Adds the comment of the header. libyaml reads one without a blank before it, other readers do
   not. */
static void
add_comment(struct settle *s, const struct block *b)
{
	if (str_starts(b->comment, STR("#")))
		buf_addc(s->out, ' ');
	settle_comment(s, b->comment);
}

static void
write_block(struct settle *s, const struct block *b, str text)
{
	size_t ends = 0, n = text.n;
	str rest, line;

	for (; n > 0 && text.p[n - 1] == '\n'; n--)
		ends++;
	buf_addc(s->out, '|');
	if (b->digit)
		buf_addc(s->out, b->digit);
	if (ends != 1)
		buf_addc(s->out, ends ? '+' : '-');
	add_comment(s, b);
	for (rest = str_sub(text, 0, n); rest.n > 0;) {
		line = str_split(&rest, '\n');
		buf_addc(s->out, '\n');
		if (line.n > 0)
			buf_pad(s->out, ' ', b->indent);
		buf_add(s->out, line);
	}
	buf_pad(s->out, '\n', ends < 2 ? b->ends : ends);
}

/* Whether nothing but blanks is before the place where the output goes on. */
static bool
begins_line(const struct buf *out)
{
	size_t n = out->n;

	while (n > 0 && out->p[n - 1] == ' ')
		n--;
	return n > 0 && out->p[n - 1] == '\n';
}

void
settle_block(struct settle *s, const yaml_event_t *e, const struct place *p)
{
	str text = {(const char *)e->data.scalar.value, e->data.scalar.length};
	struct block b = read_block(str_from(str_sub(s->in, 0, p->end), p->begin), text);
	bool fold = e->data.scalar.style == YAML_FOLDED_SCALAR_STYLE;

	text = chomped(settle_fill(s, p, text, b.indent, fold), b.chomp);
	if (utf8_bad(text) < text.n)
		settle_refuse_hole(s, p->begin, "the value is not UTF-8");
	settle_made(s, text);
	if (p->key)
		settle_key(s, text, p->mark->line, true);
	if (fits(&b, text)) {
		write_block(s, &b, text);
	} else {
		/* libyaml takes a block scalar in the column of its key, but no quotes there. */
		if (begins_line(s->out))
			buf_addc(s->out, ' ');
		yaml_out_double(s->out, text, false);
		add_comment(s, &b);
		buf_pad(s->out, '\n', b.ends);
	}
	s->done = p->end;
}
