/* Templates: lexer, parser and execution in both modes; in YAML mode, what comes out of a document
   with hostile values must be readable wherever the same template over harmless values is, or have
   been refused. The input: a template. */
#include <setjmp.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "data/val.h"
#include "data/yaml_in.h"
#include "tmpl/exec.h"
#include "tmpl/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct arena run, doc;

enum outcome { REFUSED, UNREADABLE, READABLE };

/* Renders over a document of one value at many names. */
static enum outcome
render(str text, str value, bool yaml)
{
	static const char *const names[] = {"x", "a", "b", "name"};
	struct val *root = val_new(&doc, VAL_MAPPING), *list = val_new(&doc, VAL_SEQUENCE);
	struct buf out = {.arena = &doc};
	volatile enum outcome outcome = REFUSED;
	struct tmpl_set set;
	struct exec x = {.set = &set, .run = &run, .arena = &doc, .yaml = yaml, .root = root};
	const char *error;
	jmp_buf trap;
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		val_add(&doc, root, str_of(names[i]), val_string(&doc, value));
	val_push(list, val_string(&doc, value));
	val_add(&doc, root, STR("l"), list);
	if (setjmp(trap) == 0) {
		die_trap(&trap);
		parse_set(&set, &run);
		exec_run(&x, parse_file(&set, "fuzz", text), &out);
		outcome = UNREADABLE;
		if (yaml && yaml_in_text(&doc, "out", buf_str(&out), &error))
			outcome = READABLE;
	}
	die_trap(NULL);
	return outcome;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	str text = {(const char *)data, size};

	render(text, STR("v"), false);
	if (render(text, STR("v"), true) == READABLE &&
	    render(text, STR("w: |\n---\n- 'x' # \"y\"\n"), true) == UNREADABLE)
		abort();
	arena_reset(&doc);
	arena_free(&run);
	return 0;
}
