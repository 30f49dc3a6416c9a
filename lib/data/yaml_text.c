/* Reads YAML inside a value. A mistake is returned as text and does not end the run. */
#include "data/yaml_text.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/in.h"
#include "data/val.h"
#include "data/yaml_in.h"

/* The first mistake. Later mistakes may be only its effects. */
struct first_mistake {
	struct arena *a;
	const char *text;
};

static void
keep_mistake(void *context, struct pos pos, str path, const char *message, bool fatal)
{
	struct first_mistake *first = context;
	struct buf b = {.arena = first->a};

	(void)fatal;
	if (first->text)
		return;
	buf_printf(&b, "line %u:%u: ", (unsigned)pos.line, (unsigned)pos.col);
	if (path.n > 1)
		buf_printf(&b, "%.*s: ", (int)path.n, path.p);
	buf_add(&b, str_of(message));
	first->text = buf_cstr(&b);
}

struct val *
yaml_text_loose(struct arena *a, const char *name, str text, const char **error)
{
	struct first_mistake first = {.a = a};
	struct yaml_options options = {.report = keep_mistake, .context = &first, .loose = true};
	struct yaml_in *y;
	struct val *v;
	struct in in;

	in_text(&in, name, text);
	y = yaml_in_open(a, &in, &options);
	v = yaml_in_next(y, a);
	yaml_in_close(y);
	*error = first.text;
	return first.text ? NULL : v ? v : val_new(a, VAL_NULL);
}
