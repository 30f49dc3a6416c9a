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
#include "net/vip.h"

static const char usage[] =
    "usage: vip-calc [-ceu] [-n OFFSET | -N PATH] [-s SUBNETPATH] [-o VIPPATH] [-] <KV\n"
    "       vip-calc [-n OFFSET] SUBNET [VIP]\n"
    "  -c  write where a VIP that is filled in comes from\n"
    "  -e  pass documents that are at fault on, with their mistakes as findings\n"
    "  -n  the offset of that VIP from the subnet's first address (100)\n"
    "  -N  the path of that offset, where the document has one\n"
    "  -s  the path of the subnet (.spec.exposure.subnet)\n"
    "  -o  the path of the VIP (.spec.exposure.vip)\n"
    "  -u  refuse a VIP that a document before has already\n";

struct options {
	struct vip vip;
	bool unique, keep;
};

static void
serve(const struct options *o, struct arena *a, struct kv_doc *doc, struct claims *claims, size_t n)
{
	const struct val *from;
	const char *taken;
	struct ip ip;

	from = vip_settle(&o->vip, a, doc->root, &doc->notes, &ip);
	if (from && o->unique && (taken = claim_ip(claims, &ip, val_pos(from), n)))
		note_fault(&doc->notes, val_pos(from), "%s: \"%s\" %s", o->vip.vip, ip_text(a, &ip),
		    taken);
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
	kv_open(&kv, &in, (struct kv_options){.findings = o->keep});
	for (n = 1; kv_next(&kv, &a, &doc); n++) {
		struct buf text = {.arena = &a};

		if (doc.root)
			serve(o, &a, &doc, &claims, n);
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
	struct options o = {
	    .vip = {".spec.exposure.subnet", ".spec.exposure.vip", NULL, 100, false}};
	struct arena a = {0};
	bool stream = false, fixed = false;
	int c;

	cli_start(argv);
	while ((c = getopt(argc, argv, "cen:N:s:o:uhV")) != -1) {
		if (c == 'n')
			o.vip.offset = offset_of(optarg);
		fixed |= c == 'n';
		stream |= c != 'n';
		if (c == 's')
			o.vip.subnet = optarg;
		else if (c == 'o')
			o.vip.vip = optarg;
		else if (c == 'N')
			o.vip.offset_path = optarg;
		else if (c == 'c')
			o.vip.origins = true;
		else if (c == 'e')
			o.keep = true;
		else if (c == 'u')
			o.unique = true;
		else if (c != 'n')
			cli_option(c, usage);
	}
	argc -= optind;
	argv += optind;
	path_find(&a, NULL, str_of(o.vip.subnet));
	path_find(&a, NULL, str_of(o.vip.vip));
	if (o.vip.offset_path)
		path_find(&a, NULL, str_of(o.vip.offset_path));
	if (fixed && o.vip.offset_path)
		cli_option('?', usage);
	if (argc == 0 || (argc == 1 && strcmp(argv[0], "-") == 0))
		filter(&o);
	else if (argc <= 2 && !stream)
		calculate(argv[0], argv[1], o.vip.offset);
	else
		cli_option('?', usage);
	return 0;
}
