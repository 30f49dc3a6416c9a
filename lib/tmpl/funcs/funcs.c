/* Finds functions by name, in a hash table of all functions. */
#include "tmpl/funcs/funcs.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/nearest.h"

enum { SLOTS = 1024 };

static const struct func *const tables[] = {funcs_exec, funcs_include, funcs_core, funcs_compare,
    funcs_strings, funcs_words, funcs_lists, funcs_dicts, funcs_math, funcs_regex, funcs_semver,
    funcs_encoding, funcs_yaml, funcs_url, funcs_time, funcs_quantity};

static const struct func *slots[SLOTS];

static bool
is_called(const struct func *f, str name)
{
	size_t i = 0;

	while (i < name.n && f->name[i] == name.p[i])
		i++;
	return i == name.n && f->name[i] == '\0';
}

/* Returns the slot of a name that is not empty, or the slot to add it to. Three letters and the
   length distinguish most of the names. */
static const struct func **
slot_of(str name)
{
	unsigned first = (unsigned char)name.p[0], middle = (unsigned char)name.p[name.n / 2],
		 last = (unsigned char)name.p[name.n - 1];
	size_t i = (first * 37 + middle * 57 + last * 7 + name.n * 13) % SLOTS;

	while (slots[i] && !is_called(slots[i], name))
		i = (i + 1) % SLOTS;
	return &slots[i];
}

/* Adds a function, with a row of its own for each of several names. */
static void
add(const struct func *f)
{
	static struct arena arena;
	str names = str_of(f->name), name;
	struct func *one;

	if (!strchr(f->name, ' ')) {
		*slot_of(names) = f;
		return;
	}
	while (names.n > 0) {
		name = str_split(&names, ' ');
		one = arena_alloc(&arena, sizeof *one);
		*one = *f;
		one->name = arena_str(&arena, name).p;
		*slot_of(name) = one;
	}
}

static __attribute__((noinline)) void
fill(void)
{
	const struct func *f;
	size_t i;

	for (i = 0; i < sizeof tables / sizeof tables[0]; i++)
		for (f = tables[i]; f->name; f++)
			add(f);
}

const struct func *
func_find(str name)
{
	static bool filled;

	if (!filled)
		fill();
	filled = true;
	return *slot_of(name);
}

/* Prefixes of functions that exist in Helm or sprig but not here, and why. */
static const struct {
	const char *prefix, *lacks;
} absent[] = {{"now", "clock"}, {"date", "clock"}, {"ago", "clock"}, {"toDate", "clock"},
    {"mustToDate", "clock"}, {"mustDate", "clock"}, {"htmlDate", "clock"}, {"unixEpoch", "clock"},
    {"rand", "randomness"}, {"uuidv4", "randomness"}, {"shuffle", "randomness"},
    {"htpasswd", "randomness"}, {"bcrypt", "randomness"}, {"gen", "keys"},
    {"buildCustomCert", "keys"}, {"derivePassword", "keys"}, {"encryptAES", "keys"},
    {"decryptAES", "keys"}, {"env", "environment"}, {"expandenv", "environment"},
    {"getHostByName", "network"}};

const char *
func_unknown(struct arena *a, str name)
{
	struct nearest near = {.wanted = name};
	struct buf b = {.arena = a};
	size_t i;

	buf_printf(&b, "function \"%.*s\" not defined", (int)name.n, name.p);
	for (i = 0; i < sizeof absent / sizeof absent[0]; i++)
		if (str_starts(name, str_of(absent[i].prefix))) {
			buf_printf(&b, ": templates have no %s", absent[i].lacks);
			return buf_cstr(&b);
		}
	for (i = 0; i < SLOTS; i++)
		if (slots[i])
			nearest_try(&near, str_of(slots[i]->name));
	if (near.best.n)
		buf_printf(&b, "; did you mean %.*s?", (int)near.best.n, near.best.p);
	return buf_cstr(&b);
}
