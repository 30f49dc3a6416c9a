/* Checks the virtual IP address (VIP) of a document, or fills it in. */
#ifndef NET_VIP_H
#define NET_VIP_H

#include <stdbool.h>
#include <stdint.h>

struct notes;
struct val;

/* Describes an offset for a message: an int64 that is not negative. */
#define VIP_OFFSET "a whole number from 0 to 9223372036854775807"

/* The options. subnet, vip and offset_path are paths in the document; offset_path may be NULL.
   offset is the default for a document without one. origins: add the origin of a VIP that is filled
   in ("vip-calc 10.0.4.0/24 + 100"). */
struct vip {
	const char *subnet, *vip, *offset_path;
	uint64_t offset;
	bool origins;
};

/* vip_settle checks the subnet and the VIP of a document. If it has only a subnet, vip_settle adds
   the VIP, in the arena of notes. Each mistake becomes a fault in notes (data/note.h). */
void vip_settle(const struct vip *want, struct val *root, struct notes *notes);

#endif
