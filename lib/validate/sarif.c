/* Writes findings as a SARIF log. Columns count characters. Paths are URIs relative to the working
   directory. The list of rules follows the results, because results are written at once. */
#include "validate/sarif.h"

#include "base/arena.h"
#include "base/escape.h"
#include "schema/report.h"
#include "validate/output.h"
#include "validate/rule.h"

void
sarif_start(struct output *o)
{
	struct buf b = {.arena = o->run};

	buf_add(&b,
	    STR("{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
		"sarif-schema-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{"
		"\"columnKind\":\"unicodeCodePoints\",\"results\":["));
	output_put(o, &b);
}

/* Writes a path as a URI: bytes that RFC 3986 does not allow in a path become %XX. */
static void
add_uri(struct buf *b, str path)
{
	static const char also[] = "-._~!$&'()*+,;=@/";
	size_t i;

	for (i = 0; i < path.n; i++) {
		char c = path.p[i];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		    (c && strchr(also, c)))
			buf_addc(b, c);
		else
			buf_printf(b, "%%%02X", (unsigned)(unsigned char)c);
	}
}

/* Returns the index of a rule in o->rules; adds the rule if it is new. */
static size_t
rule_index(struct output *o, const char *rule)
{
	size_t i, size = sizeof *o->rules;

	for (i = 0; i < o->rules_n; i++)
		if (strcmp(o->rules[i], rule) == 0)
			return i;
	o->rules = arena_grow(o->run, o->rules, o->rules_n * size, (o->rules_n + 1) * size);
	o->rules[o->rules_n] = rule;
	return o->rules_n++;
}

static void
add_location(struct buf *b, const struct finding *finding)
{
	buf_add(b, STR(",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\""));
	add_uri(b, str_of(finding->pos.file));
	buf_add(b, STR("\"}"));
	if (finding->pos.line)
		buf_printf(b, ",\"region\":{\"startLine\":%u", (unsigned)finding->pos.line);
	if (finding->pos.line && finding->pos.col)
		buf_printf(b, ",\"startColumn\":%u", (unsigned)finding->pos.col);
	buf_add(b, finding->pos.line ? STR("}}") : STR("}"));
	if (finding->path[0]) {
		buf_add(b, STR(",\"logicalLocations\":[{\"fullyQualifiedName\":"));
		escape_json(b, str_of(finding->path));
		buf_add(b, STR("}]"));
	}
	buf_add(b, STR("}]"));
}

void
sarif_finding(struct output *o, const struct finding *finding)
{
	struct buf b = {.arena = o->doc}, message = {.arena = o->doc};
	size_t index = rule_index(o, finding->rule);

	output_message(&message, finding);
	buf_printf(&b,
	    "%s\n{\"ruleId\":\"%s\",\"ruleIndex\":%zu,\"level\":\"error\",\"message\":{\"text\":",
	    o->findings > 1 ? "," : "", finding->rule, index);
	escape_json(&b, buf_str(&message));
	buf_addc(&b, '}');
	if (finding->pos.file)
		add_location(&b, finding);
	buf_addc(&b, '}');
	output_put(o, &b);
}

void
sarif_end(struct output *o)
{
	struct buf b = {.arena = o->run};
	const char *words;
	size_t i;

	buf_add(&b, STR("\n],\"tool\":{\"driver\":{\"name\":\"yaml-validate\",\"version\":"));
	escape_json(&b, STR(VERSION));
	buf_add(&b, STR(",\"rules\":["));
	for (i = 0; i < o->rules_n; i++) {
		buf_printf(&b, "%s\n{\"id\":\"%s\"", i ? "," : "", o->rules[i]);
		if ((words = rule_words(o->rules[i]))) {
			buf_add(&b, STR(",\"shortDescription\":{\"text\":"));
			escape_json(&b, str_of(words));
			buf_addc(&b, '}');
		}
		buf_addc(&b, '}');
	}
	buf_add(&b, STR("\n]}}}]}\n"));
	output_put(o, &b);
}
