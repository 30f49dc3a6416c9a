/* vip-calc fills in or checks the virtual IP address (VIP) of each document of a kv stream. With
   operands it is a calculator and reads no stream. */
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/cli.h"
#include "base/die.h"
#include "base/escape.h"
#include "base/num.h"
#include "base/out.h"
#include "data/kv.h"
#include "data/kv_write.h"
#include "data/path.h"
#include "net/ip.h"
#include "net/pool.h"
#include "net/vip.h"

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

static void
settle(void *want, struct arena *a, struct kv_doc *doc)
{
	(void)a;
	vip_settle(want, doc->root, &doc->notes);
}

/* Prints the VIP of a subnet, or checks and prints vip. Messages begin with the operand itself. */
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
		die(DIE_CALL, "-n %s: an offset must be " VIP_OFFSET,
		    escape_show(&a, str_of(text)));
	return (uint64_t)n;
}

int
main(int argc, char **argv)
{
	struct vip want = {".spec.exposure.subnet", ".spec.exposure.vip", NULL, 100, false};
	struct arena a = {0};
	const char *offset = NULL;
	bool stream = false, keep = false;
	const struct cli_option table[] = {{'c', .flag = &want.origins}, {'e', .flag = &keep},
	    {'n', .text = &offset}, {'N', .text = &want.offset_path}, {'s', .text = &want.subnet},
	    {'o', .text = &want.vip}, {0}};
	int c;

	cli_start(argv);
	while ((c = cli_next(argc, argv, table, usage)) != -1)
		if (c == 'n')
			want.offset = offset_of(offset);
		else
			stream = true;
	argc -= optind;
	argv += optind;
	path_find(&a, NULL, str_of(want.subnet));
	path_find(&a, NULL, str_of(want.vip));
	if (want.offset_path)
		path_find(&a, NULL, str_of(want.offset_path));
	if (offset && want.offset_path)
		cli_option('?', usage);
	if (argc == 0 || (argc == 1 && strcmp(argv[0], "-") == 0))
		kv_filter("-", keep, settle, &want);
	else if (argc <= 2 && !stream)
		calculate(argv[0], argv[1], want.offset);
	else
		cli_option('?', usage);
	return 0;
}
