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

/* Paths in a document; offset_path may be NULL. A document without an offset has default_offset. */
static const char *subnet_path = ".spec.exposure.subnet", *vip_path = ".spec.exposure.vip",
		  *offset_path;
static uint64_t default_offset = 100;
static bool origins;

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

/* Returns true if `error` is NULL. Else notes it as a fault of v and returns false. */
static bool
is_good(struct kv_doc *doc, const char *path, const struct val *v, const char *error)
{
	if (error)
		note_fault(&doc->notes, val_pos(v), "%s: %s %s", path,
		    escape_show(doc->notes.arena, val_text(v)), error);
	return !error;
}

/* Parses an offset. Returns NULL, or a message that continues a sentence about the offset. */
static const char *
parse_offset(str text, uint64_t *offset)
{
	return num_uint(text, 10, offset) && *offset <= INT64_MAX ? NULL : "must be " VIP_OFFSET;
}

/* Adds the VIP to the document: the address at the offset in the subnet. The offset is the
   document's own or else the default. */
static void
fill_in(struct kv_doc *doc, struct val *subnet, const struct ip_pool *pool)
{
	struct arena *a = doc->notes.arena;
	uint64_t offset = default_offset;
	const char *error, *special;
	struct val *own = NULL, *v;
	struct ip ip;

	if ((offset_path && !find(doc, offset_path, VAL_INT, &own)) ||
	    (own && !is_good(doc, offset_path, own, parse_offset(val_text(own), &offset))))
		return;
	error = ip_pool_pick(a, pool, offset, &ip);
	if (!error && (special = ip_special(&ip)))
		error = buf_format(a, "has %s at offset %" PRIu64 ", but this address %s",
		    ip_text(a, &ip), offset, special);
	if (error) {
		is_good(doc, subnet_path, subnet, buf_format(a, "%s; set %s", error, vip_path));
		return;
	}
	v = val_string(a, str_of(ip_text(a, &ip)));
	if (origins) {
		v->file =
		    buf_format(a, "vip-calc %s + %" PRIu64, ip_net_text(a, &pool->net), offset);
		v->flags |= VAL_ORIGIN;
	}
	if (!path_put(a, doc->root, str_of(vip_path), v))
		note_fault(&doc->notes, val_pos(subnet),
		    "%s: cannot be set: the path leads through a value that is not a mapping",
		    vip_path);
}

/* Checks the subnet and the VIP of a document. If it has only a subnet, adds the VIP. */
static void
settle(struct kv_doc *doc)
{
	struct val *subnet, *vip;
	struct ip_pool pool;
	struct ip ip;
	bool good = find(doc, subnet_path, VAL_STRING, &subnet);
	bool known = find(doc, vip_path, VAL_STRING, &vip);

	if (good && subnet)
		good = is_good(doc, subnet_path, subnet, ip_pool_read(val_text(subnet), &pool)) &&
		    is_good(doc, subnet_path, subnet, ip_special(&pool.net.first));
	if (known && vip) {
		const struct ip_pool *in = good && subnet ? &pool : NULL;

		if (is_good(
			doc, vip_path, vip, ip_pool_vip(doc->notes.arena, in, val_text(vip), &ip)))
			is_good(doc, vip_path, vip, ip_special(&ip));
	} else if (known && good && subnet) {
		fill_in(doc, subnet, &pool);
	}
}

/* Prints the VIP of a subnet, or checks and prints vip. Messages begin with the operand itself. */
static void
calculate(const char *subnet, const char *vip)
{
	struct arena a = {0};
	struct ip_pool pool;
	struct ip ip;
	const char *wrong = subnet, *error = ip_pool_read(str_of(subnet), &pool);

	if (!error && !vip)
		error = ip_pool_pick(&a, &pool, default_offset, &ip);
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
	struct arena a = {0};
	const char *offset = NULL, *error;
	bool stream = false, keep = false;
	const struct cli_option table[] = {{'c', .flag = &origins}, {'e', .flag = &keep},
	    {'n', .text = &offset}, {'N', .text = &offset_path}, {'s', .text = &subnet_path},
	    {'o', .text = &vip_path}, {0}};
	int c;

	cli_start(argv);
	while ((c = cli_next(argc, argv, table, usage)) != -1)
		stream |= c != 'n';
	if (offset && (error = parse_offset(str_of(offset), &default_offset)))
		die(DIE_CALL, "-n %s: an offset %s", escape_show(&a, str_of(offset)), error);
	argc -= optind;
	argv += optind;
	path_find(&a, NULL, str_of(subnet_path));
	path_find(&a, NULL, str_of(vip_path));
	if (offset_path)
		path_find(&a, NULL, str_of(offset_path));
	if (offset && offset_path)
		cli_option('?', usage);
	if (argc == 0 || (argc == 1 && strcmp(argv[0], "-") == 0))
		kv_filter("-", keep, settle);
	else if (argc <= 2 && !stream)
		calculate(argv[0], argv[1]);
	else
		cli_option('?', usage);
	return 0;
}
