/* Compiles and matches patterns by PCRE2, with its memory in an arena. All patterns share one
   pcre2_match_data, because PCRE2 keeps 20 KiB of backtracking memory in each. */
#include "base/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/arena.h"
#include "base/end.h"
#include "base/map.h"
#include "base/re2.h"

/* The limit of one match, in backtracking steps (some milliseconds) and memory. */
enum { MATCH_LIMIT = 1000000, HEAP_LIMIT_KIB = 20000 };

struct regex {
	pcre2_code *code;
	size_t groups;
};

/* The result of the last match, and the limits of each match. */
static pcre2_match_data *found;
static pcre2_match_context *limits;

static void *
take(size_t n, void *arena)
{
	return arena_alloc(arena, n);
}

static void
leave(void *p, void *arena)
{
	(void)p, (void)arena;
}

static void
set_up(void)
{
	if (found)
		return;
	found = pcre2_match_data_create(REGEX_GROUPS_MAX, NULL);
	if (!found || !(limits = pcre2_match_context_create(NULL)))
		end_memory();
	pcre2_set_match_limit(limits, MATCH_LIMIT);
	pcre2_set_heap_limit(limits, HEAP_LIMIT_KIB);
}

struct regex *
regex_compile(struct arena *a, str pattern, const char **error)
{
	struct regex *r = arena_alloc(a, sizeof *r);
	pcre2_general_context *memory = pcre2_general_context_create(take, leave, a);
	enum { MESSAGE = 256 };
	PCRE2_SIZE offset;
	uint32_t groups;
	int code;

	set_up();
	pattern = re2_translate(a, pattern);
	/* As in RE2, $ matches only at the end of the text, not before a last newline, and (?m)^
	   matches after a last newline too. */
	r->code = pcre2_compile((PCRE2_SPTR)(pattern.p ? pattern.p : ""), pattern.n,
	    PCRE2_UTF | PCRE2_DUPNAMES | PCRE2_DOLLAR_ENDONLY | PCRE2_ALT_CIRCUMFLEX |
		PCRE2_NEVER_BACKSLASH_C,
	    &code, &offset, pcre2_compile_context_create(memory));
	if (!r->code) {
		char *text = arena_alloc(a, MESSAGE);

		pcre2_get_error_message(code, (PCRE2_UCHAR *)text, MESSAGE);
		*error = text;
		return NULL;
	}
	pcre2_pattern_info(r->code, PCRE2_INFO_CAPTURECOUNT, &groups);
	r->groups = groups + 1;
	return r;
}

int
regex_find(struct regex *r, str text, size_t from, struct regex_match *m)
{
	const PCRE2_SIZE *at;
	int n;
	size_t i;

	n = pcre2_match(r->code, (PCRE2_SPTR)(text.p ? text.p : ""), text.n, from,
	    from > 0 ? PCRE2_NO_UTF_CHECK : 0, found, limits);
	if (n == PCRE2_ERROR_NOMATCH)
		return 0;
	if (n < 0)
		return -1;
	if (!m)
		return 1;
	at = pcre2_get_ovector_pointer(found);
	m->begin = at[0];
	m->end = at[1];
	m->groups = r->groups < REGEX_GROUPS_MAX ? r->groups : REGEX_GROUPS_MAX;
	for (i = 0; i < m->groups; i++) {
		m->group[i] = (str){0};
		/* n is 0 if there are more groups than `found` has room for. */
		if ((n == 0 || (int)i < n) && at[2 * i] != PCRE2_UNSET)
			m->group[i] = str_sub(text, at[2 * i], at[2 * i + 1] - at[2 * i]);
	}
	return 1;
}

bool
regex_in(const char *pattern, str text, size_t from, struct regex_match *m)
{
	struct constant {
		uint64_t address;
		struct regex *regex;
	} key = {(uintptr_t)pattern, NULL}, *c;
	static struct arena arena;
	static struct map constants = {.arena = &arena, .key = map_number};
	const char *error;

	if (!(c = map_get(&constants, map_number(&key)))) {
		key.regex = regex_compile(&arena, str_of(pattern), &error);
		c = arena_alloc(&arena, sizeof *c);
		*c = key;
		map_add(&constants, c);
	}
	return regex_find(c->regex, text, from, m) > 0;
}
