/* The virtual IP of a document: checked, or filled in. */
#ifndef NET_VIP_H
#define NET_VIP_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct notes;
struct val;

/* Where a document has its subnet, its VIP and, unless NULL, the offset of a VIP that is filled in
   from the subnet's first address; offset where it has none. origins: say how it came about. */
struct vip {
	const char *subnet, *vip, *offset_path;
	uint64_t offset;
	bool origins;
};

/* vip_settle checks the subnet and the VIP of a document, and fills the VIP in, in a, where there
   is only a subnet. Each mistake is a fault (note.h). */
void vip_settle(const struct vip *want, struct arena *a, struct val *root, struct notes *notes);

#endif
