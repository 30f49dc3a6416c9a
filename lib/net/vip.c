/* Checks the virtual IP address (VIP) of a document, or fills it in from the subnet. */
#include "net/vip.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/escape.h"
#include "base/num.h"
#include "data/note.h"
#include "data/path.h"
#include "data/val.h"
#include "net/ip.h"
#include "net/pool.h"

/* Longer numbers are cut in messages. */
enum { SHOWN_MAX = 100 };

/* Sets *v to the scalar at path, or to NULL if it is missing or null. Returns false, and notes a
   fault, if the value is a list or a mapping. */
static bool
find(struct val *root, struct notes *notes, const char *path, struct val **v)
{
	*v = path_find(notes->arena, root, str_of(path));
	if (*v && !val_is_scalar(*v)) {
		note_fault(notes, val_pos(*v), "%s: expected a string, found %s", path,
		    (*v)->kind == VAL_SEQUENCE ? "an array" : "an object");
		return false;
	}
	if (*v && (*v)->kind == VAL_NULL)
		*v = NULL;
	return true;
}

/* Notes error, unless it is NULL, as a fault of v. Returns whether error is NULL. Only strings are
   shown in quotes. */
static bool
is_good(struct notes *notes, const char *path, const struct val *v, const char *error)
{
	struct arena *a = notes->arena;

	if (error && v->kind == VAL_STRING)
		note_fault(
		    notes, val_pos(v), "%s: %s %s", path, escape_show(a, val_text(v)), error);
	else if (error)
		note_fault(notes, val_pos(v), "%s: %s %s", path,
		    arena_str(a, escape_cut(a, val_text(v), SHOWN_MAX)).p, error);
	return !error;
}

/* Reads the document's own offset, or else the default. Returns false if the offset is wrong. */
static bool
read_offset(const struct vip *want, struct val *root, struct notes *notes, uint64_t *offset)
{
	struct val *v = NULL;
	int64_t n = (int64_t)want->offset;
	const char *error = NULL;

	if (want->offset_path && !find(root, notes, want->offset_path, &v))
		return false;
	if (v && v->kind == VAL_STRING)
		error = "is a string; it must be " VIP_OFFSET;
	else if (v && (v->kind != VAL_INT || !num_int(val_text(v), &n) || n < 0))
		error = "must be " VIP_OFFSET;
	*offset = (uint64_t)n;
	return is_good(notes, want->offset_path, v, error);
}

/* Adds the VIP that the subnet and the offset make to the document. */
static void
fill_in(const struct vip *want, struct val *root, struct notes *notes, struct val *subnet,
    const struct pool *pool)
{
	struct arena *a = notes->arena;
	const char *error;
	uint64_t offset;
	struct val *v;
	struct ip ip;

	if (!read_offset(want, root, notes, &offset))
		return;
	if ((error = pool_pick(a, pool, offset, &ip))) {
		note_fault(notes, val_pos(subnet), "%s: %s %s; set %s", want->subnet,
		    escape_show(a, val_text(subnet)), error, want->vip);
		return;
	}
	v = val_string(a, str_of(ip_text(a, &ip)));
	if (want->origins) {
		v->file =
		    buf_format(a, "vip-calc %s + %" PRIu64, ip_net_text(a, &pool->net), offset);
		v->flags |= VAL_ORIGIN;
	}
	if (!path_put(a, root, str_of(want->vip), v))
		note_fault(notes, val_pos(subnet),
		    "%s: cannot be set: the path leads through a value that is not a mapping",
		    want->vip);
}

void
vip_settle(const struct vip *want, struct val *root, struct notes *notes)
{
	struct val *subnet, *vip;
	struct pool pool;
	struct ip ip;
	bool good = find(root, notes, want->subnet, &subnet);
	bool known = find(root, notes, want->vip, &vip);

	if (good && subnet)
		good = is_good(notes, want->subnet, subnet, pool_read(val_text(subnet), &pool)) &&
		    is_good(notes, want->subnet, subnet, ip_special(&pool.net.first));
	if (known && vip) {
		const struct pool *in = good && subnet ? &pool : NULL;

		if (is_good(notes, want->vip, vip, pool_vip(notes->arena, in, val_text(vip), &ip)))
			is_good(notes, want->vip, vip, ip_special(&ip));
	} else if (known && good && subnet) {
		fill_in(want, root, notes, subnet, &pool);
	}
}
