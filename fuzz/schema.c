/* Fuzzes the schema compiler and the validator: the input before the first line "=====" is a
   schema, the rest a stream that is checked against it, and for structure, forbidden kinds and near
   duplicates. */
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/end.h"
#include "validate/validate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const str line = {"\n=====\n", 7}, kind = {"Secret", 6};
	struct arena run = {0};
	struct validate v;
	str text = {(const char *)data, size};
	size_t at = str_find(text, line);
	jmp_buf trap;

	validate_start(&v, &run);
	v.wants.kinds = &kind;
	v.wants.kinds_n = 1;
	v.wants.shape = true;
	if (setjmp(trap) == 0) {
		end_trap(&trap);
		if (at < text.n)
			load_text(&v.load, "schema", str_sub(text, 0, at));
		validate_text(&v, "document", at < text.n ? str_from(text, at + line.n) : text, 0);
	}
	end_trap(NULL);
	arena_free(&v.doc);
	arena_free(&v.input);
	arena_free(&v.alike.arena);
	arena_free(&v.form.suite_arena);
	arena_free(&run);
	return 0;
}
