/* vip-calc fills in or checks the virtual IP address (VIP) of each document of a kv stream. With
   operands it is a calculator and reads no stream. */
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/cli.h"
#include "base/die.h"
#include "base/escape.h"
#include "base/num.h"
#include "base/out.h"
#include "data/kv.h"
#include "data/kv_write.h"
#include "data/note.h"
#include "data/path.h"
#include "data/val.h"
#include "net/ip.h"

static const char usage[] =
    "usage: vip-calc [-ce] [-n OFFSET | -N PATH] [-s SUBNETPATH] [-o VIPPATH] [-] <KV\n"
    "       vip-calc [-n OFFSET] SUBNET [VIP]\n"
    "Fills in or checks the virtual IP address (VIP) of each document; or calculates one.\n"
    "  -c  write the origin of a VIP that is filled in\n"
    "  -e  continue after a mistake: write it with its document, as a finding\n"
    "  -n  the offset of the VIP from the subnet's first address (default 100)\n"
    "  -N  the path at which a document may have its own offset\n"
    "  -s  the path of the subnet (default .spec.exposure.subnet)\n"
    "  -o  the path of the VIP (default .spec.exposure.vip)\n";

/* Describes an offset for a message: an int64 that is not negative. */
#define VIP_OFFSET "a whole number from 0 to 9223372036854775807"

/* subnet, vip and offset_path are paths in the document; offset_path may be NULL. offset is the
   default for a document without one. */
struct options {
	const char *subnet, *vip, *offset_path;
	uint64_t offset;
	bool origins;
};

/* Sets *v to the value at path, or to NULL if it is missing or null. Returns false, and notes a
   fault, if the value is of another kind. */
static bool
find(struct kv_doc *doc, const char *path, enum val_kind kind, struct val **v)
{
	*v = path_find(doc->notes.arena, doc->root, str_of(path));
	if (*v && (*v)->kind == VAL_NULL)
		*v = NULL;
	if (!*v || (*v)->kind == kind)
		return true;
	note_fault(&doc->notes, val_pos(*v), "%s: expected %s, found %s", path,
	    kind == VAL_INT ? VIP_OFFSET : "a string", val_kind_name((*v)->kind));
	return false;
}

/* Notes error, unless it is NULL, as a fault of v. Returns whether error is NULL. */
static bool
is_good(struct kv_doc *doc, const char *path, const struct val *v, const char *error)
{
	if (error)
		note_fault(&doc->notes, val_pos(v), "%s: %s %s", path,
		    escape_show(doc->notes.arena, val_text(v)), error);
	return !error;
}

static bool
parse_offset(str text, uint64_t *offset)
{
	return num_uint(text, 10, offset) && *offset <= INT64_MAX;
}

/* Reads the document's own offset, or else the default. Returns false if the offset is wrong. */
static bool
read_offset(const struct options *o, struct kv_doc *doc, uint64_t *offset)
{
	struct val *v = NULL;

	*offset = o->offset;
	if (o->offset_path && !find(doc, o->offset_path, VAL_INT, &v))
		return false;
	return !v || parse_offset(val_text(v), offset) ||
	    is_good(doc, o->offset_path, v, "must be " VIP_OFFSET);
}

/* Adds the VIP that the subnet and the offset make to the document. */
static void
fill_in(const struct options *o, struct kv_doc *doc, struct val *subnet, const struct ip_pool *pool)
{
	struct arena *a = doc->notes.arena;
	const char *error;
	uint64_t offset;
	struct val *v;
	struct ip ip;

	if (!read_offset(o, doc, &offset))
		return;
	if ((error = ip_pool_pick(a, pool, offset, &ip))) {
		is_good(doc, o->subnet, subnet, buf_format(a, "%s; set %s", error, o->vip));
		return;
	}
	v = val_string(a, str_of(ip_text(a, &ip)));
	if (o->origins) {
		v->file =
		    buf_format(a, "vip-calc %s + %" PRIu64, ip_net_text(a, &pool->net), offset);
		v->flags |= VAL_ORIGIN;
	}
	if (!path_put(a, doc->root, str_of(o->vip), v))
		note_fault(&doc->notes, val_pos(subnet),
		    "%s: cannot be set: the path leads through a value that is not a mapping",
		    o->vip);
}

/* Checks the subnet and the VIP of a document. If it has only a subnet, adds the VIP. */
static void
settle(void *options, struct arena *a, struct kv_doc *doc)
{
	const struct options *o = options;
	struct val *subnet, *vip;
	struct ip_pool pool;
	struct ip ip;
	bool good = find(doc, o->subnet, VAL_STRING, &subnet);
	bool known = find(doc, o->vip, VAL_STRING, &vip);

	if (good && subnet)
		good = is_good(doc, o->subnet, subnet, ip_pool_read(val_text(subnet), &pool)) &&
		    is_good(doc, o->subnet, subnet, ip_special(&pool.net.first));
	if (known && vip) {
		const struct ip_pool *in = good && subnet ? &pool : NULL;

		if (is_good(doc, o->vip, vip, ip_pool_vip(a, in, val_text(vip), &ip)))
			is_good(doc, o->vip, vip, ip_special(&ip));
	} else if (known && good && subnet) {
		fill_in(o, doc, subnet, &pool);
	}
}

/* Prints the VIP of a subnet, or checks and prints vip. Messages begin with the operand itself. */
static void
calculate(const char *subnet, const char *vip, uint64_t offset)
{
	struct arena a = {0};
	struct ip_pool pool;
	struct ip ip;
	const char *wrong = subnet, *error = ip_pool_read(str_of(subnet), &pool);

	if (!error && !vip)
		error = ip_pool_pick(&a, &pool, offset, &ip);
	else if (!error && (error = ip_pool_vip(&a, &pool, str_of(vip), &ip)))
		wrong = vip;
	if (error)
		die(DIE_INPUT, "%s %s", escape_show(&a, str_of(wrong)), error);
	out_write(str_of(ip_text(&a, &ip)));
	out_write(STR("\n"));
}

int
main(int argc, char **argv)
{
	struct options o = {".spec.exposure.subnet", ".spec.exposure.vip", NULL, 100, false};
	struct arena a = {0};
	const char *offset = NULL;
	bool stream = false, keep = false;
	const struct cli_option table[] = {{'c', .flag = &o.origins}, {'e', .flag = &keep},
	    {'n', .text = &offset}, {'N', .text = &o.offset_path}, {'s', .text = &o.subnet},
	    {'o', .text = &o.vip}, {0}};
	int c;

	cli_start(argv);
	while ((c = cli_next(argc, argv, table, usage)) != -1)
		stream |= c != 'n';
	if (offset && !parse_offset(str_of(offset), &o.offset))
		die(DIE_CALL, "-n %s: an offset must be " VIP_OFFSET,
		    escape_show(&a, str_of(offset)));
	argc -= optind;
	argv += optind;
	path_find(&a, NULL, str_of(o.subnet));
	path_find(&a, NULL, str_of(o.vip));
	if (o.offset_path)
		path_find(&a, NULL, str_of(o.offset_path));
	if (offset && o.offset_path)
		cli_option('?', usage);
	if (argc == 0 || (argc == 1 && strcmp(argv[0], "-") == 0))
		kv_filter("-", keep, settle, &o);
	else if (argc <= 2 && !stream)
		calculate(argv[0], argv[1], o.offset);
	else
		cli_option('?', usage);
	return 0;
}
