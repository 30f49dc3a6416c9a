/* Fuzzes templates in text mode (lexer, parser, execution, functions) over a document that has a
   value of every kind. The input is a template; its length chooses the option missingkey. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/end.h"
#include "base/in.h"
#include "data/kv.h"
#include "tmpl/exec/exec.h"
#include "tmpl/parse/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char document[] =
    ".s1=\"a-b c\"\n.s2=\"it's \\\"q\\\" <&>\\n\\u00e9\"\n.s3=\"1.2.3\"\n.e=\"\"\n.num=\"42\"\n"
    ".i1=7\n.i2=-3\n.z=0\n.big=123456789012345678901234567890\n.f1=1.25\n.f2=-1e21\n.b1=true\n"
    ".b2=false\n.n=null\n.li[0]=3\n.li[1]=1\n.ls[0]=\"b\"\n.ls[1]=\"a\"\n.lx[0]=null\n"
    ".lx[1]=\"x\"\n.lx[2]=1.5\n.le=[]\n.lm[0].k=\"v\"\n.lm[0].a=1\n.m.k=\"{{ .n }}\"\n.m.n=5\n"
    ".m.deep.t=\"T: |\\n t\"\n.m.deep.l[0]=true\n.m[\"a b\"]=\"- x\"\n.me={}\n"
    ".m[\"a/b.txt\"]=\"one\\ntwo\\n\"\n";

static struct arena run, doc, scratch, regexes;

static void
render(void *text)
{
	str input = *(str *)text;
	struct buf out = {.arena = &doc};
	struct exec x = {.doc = &doc,
	    .scratch = &scratch,
	    .regexes = &regexes,
	    .missing = (enum exec_missing)(input.n % 5)};
	struct tmpl_set set;
	struct kv_in stream;
	struct kv_doc tree;
	struct in in;
	struct tmpl *t;

	in_text(&in, "document", STR(document));
	stream = (struct kv_in){.in = &in};
	if (kv_next(&stream, &doc, &tree))
		exec_start(&x, tree.root, &tree.notes);
	x.set = &set;
	parse_set(&set, &run, NULL);
	set.lenient = x.missing == EXEC_HELM;
	if ((t = parse_file(&set, "fuzz", input)))
		exec_run(&x, t, &out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf message = {.arena = &run};
	str text = arena_str(&run, (str){(const char *)data, size});

	end_try(render, &text, &message);
	arena_free(&scratch);
	arena_free(&regexes);
	arena_reset(&doc);
	arena_free(&run);
	return 0;
}
