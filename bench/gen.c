/* gen: writes input for tests and benchmarks; the output depends only on the arguments.

       gen manifests BYTES     a mix of Deployments, Services, ConfigMaps and custom resources
       gen list BYTES          the same as the items of one List: a single document
       gen small BYTES         many small manifests
       gen crds BYTES          CustomResourceDefinitions: deep, narrow
       gen configmaps BYTES    ConfigMaps, nearly all of them block scalars
       gen nasty COUNT [SEED]  kv documents of random trees, with strings and keys that are hard to
                               write as YAML
       gen scalars COUNT [SEED]  one a line: a plain scalar of pieces of numbers and words, as a
                               value or a key, sometimes tagged or quoted; \1 means newline */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned long long state = 1;
static size_t written;
static int indent;

/* Knuth's MMIX generator; only its high bits are random enough. */
static unsigned
pick(unsigned n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(state >> 33) % n;
}

static void
line(const char *text)
{
	int n = printf("%*s%s\n", indent, "", text);

	written += (size_t)(n > 0 ? n : 0);
}

#define LINE(...)                                                                                  \
	do {                                                                                       \
		char text_[512];                                                                   \
		snprintf(text_, sizeof text_, __VA_ARGS__);                                        \
		line(text_);                                                                       \
	} while (0)

static const char *
word(void)
{
	static const char *const words[] = {"media", "cache", "gateway", "billing", "search",
	    "worker", "frontend", "metrics", "ingest", "ledger", "mailer", "vault"};

	return words[pick(sizeof words / sizeof *words)];
}

static void
metadata(unsigned i)
{
	line("metadata:");
	LINE("  name: %s-%u", word(), i);
	LINE("  namespace: team-%s", word());
	line("  labels:");
	LINE("    app.kubernetes.io/name: %s", word());
	LINE("    app.kubernetes.io/instance: %s-%u", word(), i);
	line("    app.kubernetes.io/managed-by: kratix");
	line("  annotations:");
	LINE("    example.com/checksum: %08x%08x", pick(1u << 30), pick(1u << 30));
	LINE("    example.com/updated: \"2026-02-%02uT04:24:29Z\"", pick(28) + 1);
}

static void
container(unsigned i)
{
	LINE("      - name: %s", word());
	LINE(
	    "        image: registry.example.com/%s/%s:v1.%u.%u", word(), word(), pick(30), i % 10);
	line("        imagePullPolicy: IfNotPresent");
	LINE("        args: [\"--port=%u\", --verbose, '--level=%u']", 8000 + pick(999), pick(5));
	line("        env:");
	LINE("        - name: LOG_LEVEL\n%*s          value: info", indent, "");
	LINE("        - name: POD_IP\n%*s          valueFrom:\n%*s            fieldRef:\n"
	     "%*s              fieldPath: status.podIP",
	    indent, "", indent, "", indent, "");
	line("        ports:");
	LINE("        - containerPort: %u\n%*s          name: http", 8000 + pick(999), indent, "");
	line("        resources:");
	LINE("          requests: {cpu: %um, memory: %uMi}", 100 + pick(400), 64 + pick(512));
	line("          limits:");
	LINE("            cpu: \"%u\"", 1 + pick(4));
	LINE("            memory: %uGi", 1 + pick(4));
	line("        readinessProbe:");
	line("          httpGet:");
	line("            path: /healthz");
	line("            port: http");
	LINE("          initialDelaySeconds: %u", pick(30));
	line("        securityContext:");
	line("          allowPrivilegeEscalation: false");
	line("          readOnlyRootFilesystem: true");
}

static void
deployment(unsigned i)
{
	unsigned n = 1 + pick(2);

	line("apiVersion: apps/v1");
	line("kind: Deployment");
	metadata(i);
	line("spec:");
	LINE("  replicas: %u", 1 + pick(5));
	line("  selector:");
	line("    matchLabels:");
	LINE("      app.kubernetes.io/name: %s", word());
	line("  template:");
	line("    metadata:");
	line("      labels:");
	LINE("        app.kubernetes.io/name: %s", word());
	line("    spec:");
	line("      serviceAccountName: default");
	line("      containers:");
	while (n--)
		container(i);
	line("      volumes:");
	line("      - name: config");
	line("        configMap:");
	LINE("          name: %s-config", word());
}

static void
service(unsigned i)
{
	line("apiVersion: v1");
	line("kind: Service");
	metadata(i);
	line("spec:");
	line("  type: ClusterIP");
	line("  # where traffic comes in");
	line("  ports:");
	LINE("  - name: https\n%*s    port: 443\n%*s    targetPort: %u", indent, "", indent, "",
	    8000 + pick(999));
	line("  selector:");
	LINE("    app.kubernetes.io/name: %s", word());
}

static void
configmap(unsigned i, unsigned lines)
{
	line("apiVersion: v1");
	line("kind: ConfigMap");
	metadata(i);
	line("data:");
	line("  app.properties: |");
	while (lines--)
		LINE("    %s.%s.%u = some longer text: with # signs, \"quotes\" and %u", word(),
		    word(), pick(100), pick(100000));
	line("  mode: \"0644\"");
}

static void
custom(unsigned i)
{
	line("apiVersion: platform.integratn.tech/v1alpha1");
	line("kind: VClusterOrchestratorV2");
	metadata(i);
	line("spec:");
	LINE("  name: %s", word());
	line("  vcluster:");
	line("    preset: prod");
	LINE("    replicas: %u", 1 + pick(4));
	line("    helmOverrides: {}");
	line("  exposure:");
	LINE("    subnet: 10.%u.%u.0/24", pick(256), pick(256));
	LINE("    ratio: %u.%u", pick(10), pick(100));
}

static void
property(unsigned depth)
{
	LINE("%s:", word());
	indent += 2;
	LINE("description: The %s of the %s, as it was asked for; it is optional.", word(), word());
	if (depth == 0) {
		LINE("type: %s", pick(2) ? "string" : "integer");
		LINE("%s: %u", pick(2) ? "minimum" : "maxLength", pick(100));
	} else {
		unsigned n = 1 + pick(3), i;

		line("type: object");
		line("properties:");
		indent += 2;
		for (i = 0; i < n; i++) {
			LINE("p%u:", i);
			indent += 2;
			line("type: object");
			line("properties:");
			indent += 2;
			property(depth - 1);
			indent -= 4;
		}
		indent -= 2;
	}
	indent -= 2;
}

static void
crd(unsigned i)
{
	line("apiVersion: apiextensions.k8s.io/v1");
	line("kind: CustomResourceDefinition");
	metadata(i);
	line("spec:");
	LINE("  group: %s.example.com", word());
	line("  versions:");
	line("  - name: v1");
	line("    schema:");
	line("      openAPIV3Schema:");
	line("        type: object");
	line("        properties:");
	indent += 10;
	property(5);
	indent -= 10;
}

static void
manifest(const char *mode, unsigned i)
{
	unsigned what = pick(8);

	if (strcmp(mode, "crds") == 0)
		crd(i);
	else if (strcmp(mode, "configmaps") == 0)
		configmap(i, 60 + pick(60));
	else if (strcmp(mode, "small") == 0)
		what % 2 ? service(i) : custom(i);
	else if (what < 3)
		deployment(i);
	else if (what < 5)
		service(i);
	else if (what < 6)
		configmap(i, 5 + pick(20));
	else
		custom(i);
}

static void
manifests(const char *mode, size_t bytes)
{
	int list = strcmp(mode, "list") == 0;
	unsigned i;

	if (list)
		line("apiVersion: v1\nkind: List\nitems:");
	for (i = 0; written < bytes; i++) {
		if (!list) {
			if (i)
				line("---");
			manifest(mode, i);
			continue;
		}
		line("-");
		indent = 2;
		manifest(mode, i);
		indent = 0;
	}
}

/* Pieces of strings; NUL and quotes are JSON escapes. */
static const char *const pieces[] = {"a", "foo", "yes", "No", "on", "OFF", "y", "N", "true", "Null",
    "~", "null", "012", "0o14", "0x1F", "0b1", "1_000", "1e3", "1.0", ".5", "1.", "-0", "+1",
    "1:30", "2001-12-14", "2001-12-14 21:59:43", ".inf", "-.INF", ".nan", "=", "<<", "---", "...",
    "--- a", "-", "- a", "?", "? a", ":", ": ", ":a", "a: b", "a:", " #", "#", "a #b", "a#b", " ",
    "  ", "\\t", "\\n", "\\n\\n", "\\r", "\\r\\n", "\\u0000", "\\u0007", "\\u001b[31m", "\\u007f",
    "\\u0085", "\xc2\xa0", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xef\xbb\xbf", "\xef\xbf\xbe",
    "\xc3\xa9", "\xe2\x98\x83", "\xf0\x9f\x98\x80", "\xf4\x8f\xbf\xbf", "\\\"", "\\\\", "'", "''",
    "`", "@", "%", "%TAG", "&a", "*a", "!", "!!str", "!x y", "|", ">", "|-", "[", "]", "{", "}",
    "{}", "[]", "[a]", "{a: b}", ",", "a, b", "x\\n y\\n  z\\n", "\\n x", " x\\n", "x\\n ",
    "x\\n\\n", "\\tx\\n", "x\\n\\t\\ny", "{{ .a }}", "$(x)", "10.0.4.0/24", "--port=80", "1,000",
    "0xg", "_", "__", "1__0", "e3", "\\u0001"};

static void
string(void)
{
	unsigned n = pick(4) ? pick(4) : pick(12), i;

	putchar('"');
	if (pick(400) == 0)
		for (i = 0; i < 1100; i++)
			putchar('k');
	for (i = 0; i < n; i++)
		fputs(pieces[pick(sizeof pieces / sizeof *pieces)], stdout);
	putchar('"');
}

static void
number(void)
{
	static const char *const numbers[] = {"0", "-1", "3", "1.5", "-0", "1e+21", "1e-7",
	    "-2.5e-9", "9007199254740993", "18446744073709551616", "123456789012345678901234567890",
	    "5e-324", "1.7976931348623157e+308", "0.1"};

	fputs(numbers[pick(sizeof numbers / sizeof *numbers)], stdout);
}

static void
leaf(void)
{
	static const char *const words[] = {"null", "true", "false", "{}", "[]"};
	unsigned what = pick(10);

	if (what < 7)
		string();
	else if (what < 8)
		number();
	else
		fputs(words[pick(sizeof words / sizeof *words)], stdout);
}

/* Keys are nasty, too. Each key of a mapping except the first has a number, so all differ.
   Paths have the form that the tools write. */
static char path[1 << 16];

static size_t
key(size_t n, unsigned i)
{
	static const char letters[] = "_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	const char *piece = pieces[pick(sizeof pieces / sizeof *pieces)];
	size_t first = strspn(piece, letters);

	if (i > 0)
		return (size_t)sprintf(path + n, "%s[\"%s@%u\"]", n ? "" : ".", piece, i);
	if (first > 0 && first + strspn(piece + first, "0123456789") == strlen(piece) &&
	    strcmp(piece, "e3") != 0)
		return (size_t)sprintf(path + n, ".%s", piece);
	return (size_t)sprintf(path + n, "%s[\"%s\"]", n ? "" : ".", piece);
}

static void
tree(size_t n, unsigned depth)
{
	unsigned members = 1 + pick(4), i;
	int list = pick(3) == 0;

	if (depth == 0 || pick(4) == 0) {
		printf("%s=", n ? path : ".");
		leaf();
		putchar('\n');
		return;
	}
	for (i = 0; i < members; i++) {
		size_t end = n;

		if (list)
			end += (size_t)sprintf(path + n, "%s[%u]", n ? "" : ".", i);
		else
			end += key(n, i);
		tree(end, depth - 1);
		path[n] = '\0';
	}
}

static void
nasty(unsigned count)
{
	unsigned i;

	for (i = 0; i < count; i++) {
		if (i)
			puts("---");
		tree(0, pick(5));
	}
}

static void
scalars(unsigned count)
{
	static const char *const parts[] = {"0", "1", "7", "8", "9", "00", "12", "0x", "0o", "0b",
	    "0X", "0B", "0O", "_", "__", ".", "..", "e", "E", "e+", "E-", "+", "-", "inf", "Inf",
	    "INF", "nan", "NaN", ".inf", ".nan", "y", "Y", "yes", "no", "on", "off", "true", "null",
	    "~", "N", "n", "F", "f", "A", "a", ":", "T", "Z", "2001-01-01", "1:30", "308", "309",
	    "324", "400", "000000", "9223372036854775807", "18446744073709551616", "=", "i", "x"};
	static const char *const tags[] = {"!!int ", "!!float ", "!!bool ", "!!null ", "!!str "};

	while (count--) {
		const char *tag = pick(3) ? "" : tags[pick(sizeof tags / sizeof *tags)];
		const char *quote = *tag && !pick(3) ? "'" : "";
		int key = !pick(3);
		unsigned n = 1 + pick(5);

		printf("%s%s%s", key ? "? " : "v: ", tag, quote);
		while (n--)
			fputs(parts[pick(sizeof parts / sizeof *parts)], stdout);
		printf("%s%s\n", quote, key ? "\1: v\1" : "\1");
	}
}

int
main(int argc, char **argv)
{
	size_t n;

	if (argc < 3) {
		fputs("usage: gen manifests|list|small|crds|configmaps BYTES\n"
		      "       gen nasty|scalars COUNT [SEED]\n",
		    stderr);
		return 2;
	}
	n = strtoul(argv[2], NULL, 10);
	if (argc > 3)
		state = strtoull(argv[3], NULL, 10);
	if (strcmp(argv[1], "nasty") == 0)
		nasty((unsigned)n);
	else if (strcmp(argv[1], "scalars") == 0)
		scalars((unsigned)n);
	else
		manifests(argv[1], n);
	return 0;
}
