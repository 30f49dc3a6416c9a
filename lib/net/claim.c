/* Addresses and their owners: a hash table by the address's bytes, of which IPv4 has 4, IPv6 16. */
#include "net/claim.h"

#include "base/arena.h"
#include "base/buf.h"
#include "net/ip.h"

struct claim {
	struct ip ip;
	struct pos pos;
	size_t document;
};

static str
claim_key(const void *entry)
{
	const struct claim *claim = entry;

	return (str){(const char *)claim->ip.byte, claim->ip.n};
}

void
claim_init(struct claims *c, struct arena *run)
{
	c->taken = (struct map){.arena = run, .key = claim_key};
}

const char *
claim_ip(struct claims *c, const struct ip *ip, struct pos pos, size_t document)
{
	struct arena *run = c->taken.arena;
	struct buf b = {.arena = run};
	struct claim *claim = arena_alloc(run, sizeof *claim), *owner;

	*claim = (struct claim){*ip, pos, document};
	claim->pos.file = arena_str(run, str_of(pos.file)).p;
	if (!(owner = map_add(&c->taken, claim)))
		return NULL;
	buf_printf(&b, "is the VIP of document %zu already", owner->document);
	if (owner->pos.line)
		buf_printf(&b, " (%s:%u", owner->pos.file, (unsigned)owner->pos.line);
	if (owner->pos.line && owner->pos.col)
		buf_printf(&b, ":%u", (unsigned)owner->pos.col);
	if (owner->pos.line)
		buf_addc(&b, ')');
	return buf_cstr(&b);
}
