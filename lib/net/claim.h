/* Addresses that may have one owner only. */
#ifndef NET_CLAIM_H
#define NET_CLAIM_H

#include "base/die.h"
#include "base/map.h"

struct ip;

/* Who has which address. Initialize by claim_init; entries live in the arena given there. */
struct claims {
	struct map taken;
};

void claim_init(struct claims *c, struct arena *run);

/* claim_ip notes that document number `document` has ip, for the reason that stands at pos
   (copied). Gives NULL, or who has it already, in words that go on after the address. */
const char *claim_ip(struct claims *c, const struct ip *ip, struct pos pos, size_t document);

#endif
