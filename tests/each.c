/* each: reads texts from standard input, each ended by a NUL byte, and prints a line for each: the
   JSON of its first YAML document (null if it has no document), or "error" and the message. */
#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/in.h"
#include "data/json_out.h"
#include "data/val.h"
#include "data/yaml_in.h"
#include "data/yaml_out.h"

static struct arena run, doc;

static void
keep(void *context, const struct yaml_mistake *m)
{
	struct buf *first = context;

	if (first->n == 0)
		buf_printf(first, "error %u:%u: %s", m->pos.line, m->pos.col, m->message);
}

static void
convert(str text, struct buf *line)
{
	struct yaml_options options = {.report = keep, .context = line};
	struct val *root;
	struct in in;

	in_text(&in, "document", text);
	root = yaml_in_next(yaml_in_open(&doc, &in, &options), &doc);
	if (line->n == 0 && root)
		json_out(line, root, JSON_YAML);
	else if (line->n == 0)
		buf_add(line, STR("null"));
}

int
main(void)
{
	struct in in;
	str all;

	in_open(&in, &run, "-", NULL);
	for (all = in_all(&in, &run); all.n > 0; arena_reset(&doc)) {
		struct buf line = {.arena = &doc};
		str text = str_split(&all, '\0');

		convert(text, &line);
		puts(buf_cstr(&line));
	}
	return 0;
}
