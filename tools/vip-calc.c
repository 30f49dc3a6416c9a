/* vip-calc: fills in and checks the virtual IP of each document of a kv stream. With operands it is
   a calculator that reads no stream. */
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/cli.h"
#include "base/die.h"
#include "base/escape.h"
#include "base/in.h"
#include "base/num.h"
#include "base/out.h"
#include "data/kv.h"
#include "data/kv_write.h"
#include "data/path.h"
#include "data/val.h"
#include "net/claim.h"
#include "net/ip.h"
#include "net/pool.h"

static const char usage[] =
    "usage: vip-calc [-c] [-n OFFSET] [-s SUBNETPATH] [-o VIPPATH] [-u] [-] <KV\n"
    "       vip-calc [-n OFFSET] SUBNET [VIP]\n"
    "  -c  write where a VIP that is filled in comes from\n"
    "  -n  the offset of that VIP from the subnet's first address (100)\n"
    "  -s  the path of the subnet (.spec.exposure.subnet)\n"
    "  -o  the path of the VIP (.spec.exposure.vip)\n"
    "  -u  refuse a VIP that a document before has already\n";

struct options {
	const char *subnet, *vip;
	uint64_t offset;
	bool origins, unique;
};

/* What stands at path, which must be a scalar; null counts as nothing. */
static struct val *
find(struct arena *a, struct val *root, const char *path)
{
	struct val *v = path_find(a, root, str_of(path));

	if (v && !val_is_scalar(v))
		die_at(val_pos(v), "%s: expected a string, found %s", path,
		    v->kind == VAL_SEQUENCE ? "an array" : "an object");
	return v && v->kind == VAL_NULL ? NULL : v;
}

/* Dies at v, unless error is NULL. */
static void
hold(struct arena *a, const char *path, const struct val *v, const char *error)
{
	if (error)
		die_at(val_pos(v), "%s: %s %s", path, escape_show(a, val_text(v)), error);
}

/* Puts the VIP of a subnet into the document. */
static void
fill_in(struct arena *a, struct val *root, struct val *subnet, const struct pool *pool,
    const struct options *o, struct ip *ip)
{
	struct buf origin = {.arena = a};
	struct val *v;
	const char *error = pool_pick(a, pool, o->offset, ip);

	if (error)
		die_at(val_pos(subnet), "%s: %s %s; set %s", o->subnet,
		    escape_show(a, val_text(subnet)), error, o->vip);
	v = val_string(a, str_of(ip_text(a, ip)));
	if (o->origins) {
		buf_printf(
		    &origin, "vip-calc %s + %" PRIu64, ip_net_text(a, &pool->net), o->offset);
		v->file = buf_cstr(&origin);
		v->flags |= VAL_ORIGIN;
	}
	if (!path_put(a, root, str_of(o->vip), v))
		die_at(val_pos(subnet), "%s: cannot be set: what stands above it is no mapping",
		    o->vip);
}

static void
serve(struct arena *a, struct val *root, const struct options *o, struct claims *claims, size_t n)
{
	struct val *subnet = find(a, root, o->subnet), *vip = find(a, root, o->vip);
	struct pool pool;
	struct ip ip;

	if (subnet)
		hold(a, o->subnet, subnet, pool_read(val_text(subnet), &pool));
	if (vip)
		hold(a, o->vip, vip, pool_vip(a, subnet ? &pool : NULL, val_text(vip), &ip));
	else if (subnet)
		fill_in(a, root, subnet, &pool, o, &ip);
	if (o->unique && (vip || subnet)) {
		const char *taken = claim_ip(claims, &ip, val_pos(vip ? vip : subnet), n);

		if (taken)
			die_at(val_pos(vip ? vip : subnet), "%s: \"%s\" %s", o->vip,
			    ip_text(a, &ip), taken);
	}
}

static void
filter(const struct options *o)
{
	struct arena run = {0}, a = {0};
	struct claims claims;
	struct kv_in kv;
	struct in in;
	struct kv_doc doc;
	size_t n;

	claim_init(&claims, &run);
	in_open(&in, &run, "-", NULL);
	kv_open(&kv, &in, (struct kv_options){0});
	for (n = 1; kv_next(&kv, &a, &doc); n++) {
		struct buf text = {.arena = &a};

		if (doc.root)
			serve(&a, doc.root, o, &claims, n);
		if (n > 1)
			buf_add(&text, STR("---\n"));
		kv_write_document(&text, &doc);
		out_write(buf_str(&text));
		arena_reset(&a);
	}
}

/* The calculator's input is on its command line, and named by itself. */
static void
calculate(const char *subnet, const char *vip, uint64_t offset)
{
	struct arena a = {0};
	struct pool pool;
	struct ip ip;
	const char *wrong = subnet, *error = pool_read(str_of(subnet), &pool);

	if (!error && !vip)
		error = pool_pick(&a, &pool, offset, &ip);
	else if (!error && (error = pool_vip(&a, &pool, str_of(vip), &ip)))
		wrong = vip;
	if (error)
		die(DIE_INPUT, "%s %s", escape_show(&a, str_of(wrong)), error);
	out_write(str_of(ip_text(&a, &ip)));
	out_write(STR("\n"));
}

static uint64_t
offset_of(const char *text)
{
	struct arena a = {0};
	int64_t n;

	if (!num_int(str_of(text), &n) || n < 0)
		die(DIE_CALL, "-n %s: an offset is a whole number from 0 on",
		    escape_show(&a, str_of(text)));
	return (uint64_t)n;
}

int
main(int argc, char **argv)
{
	struct options o = {".spec.exposure.subnet", ".spec.exposure.vip", 100, false, false};
	struct arena a = {0};
	bool stream = false;
	int c;

	cli_start(argv);
	while ((c = getopt(argc, argv, "cn:s:o:uhV")) != -1) {
		if (c == 'n')
			o.offset = offset_of(optarg);
		else
			stream = true;
		if (c == 's')
			o.subnet = optarg;
		else if (c == 'o')
			o.vip = optarg;
		else if (c == 'c')
			o.origins = true;
		else if (c == 'u')
			o.unique = true;
		else if (c != 'n')
			cli_option(c, usage);
	}
	argc -= optind;
	argv += optind;
	path_find(&a, NULL, str_of(o.subnet));
	path_find(&a, NULL, str_of(o.vip));
	if (argc == 0 || (argc == 1 && strcmp(argv[0], "-") == 0))
		filter(&o);
	else if (argc <= 2 && !stream)
		calculate(argv[0], argv[1], o.offset);
	else
		cli_option('?', usage);
	return 0;
}
