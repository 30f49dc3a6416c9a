/* Writes findings as a SARIF log. Columns count characters. Paths are URIs relative to the working
   directory. The list of rules follows the results, because results are written at once. */
#include "validate/sarif.h"

#include "base/arena.h"
#include "schema/report.h"
#include "validate/output.h"

/* The rules that findings break. yaml-validate(1) has the same list, with examples. */
static const struct {
	const char *name, *words;
} rules[] = {
    {"alias", "An alias has no anchor, or a key is an alias of a collection"},
    {"alternatives", "The value fits no alternative of the schema, or more than one of oneOf"},
    {"const", "The value must be the schema's const"},
    {"contains", "The list has too few or too many items that fit contains"},
    {"count", "Too few or too many fields or items"},
    {"duplicate-item", "An item, or the name of one, is in a list twice"},
    {"duplicate-key", "A key is in a mapping twice"},
    {"duplicate-object", "An object occurs twice: same apiVersion, kind, namespace and name"},
    {"effort", "The check of the document took too many steps"},
    {"empty", "The input has no document"},
    {"enum", "The value is not one of the allowed values"},
    {"forbidden-kind", "The object has a kind that -K forbids"},
    {"format", "The text does not have the format that the schema names"},
    {"length", "A text is too short or too long"},
    {"limit", "A document is too deep, too large, or made too large by aliases"},
    {"maximum", "The number is too large, or a request is over its limit"},
    {"merge", "The key << merges a value that is not a mapping, or is in a mapping twice"},
    {"minimum", "The number is too small"},
    {"missing-field", "A required field is missing"},
    {"multiple", "The number is not a multiple of the schema's multipleOf"},
    {"name", "The API server does not accept a name, label or annotation"},
    {"never", "The schema allows nothing here"},
    {"not", "The schema excludes the value"},
    {"not-json", "JSON cannot hold the value: .inf, .nan, null or a collection as a key"},
    {"not-unique", "Two documents have the same value at a path of -u"},
    {"pattern", "The text does not match the schema's pattern"},
    {"range", "The number is outside the range of its format"},
    {"selector", "A workload's selector does not match the labels of its own template"},
    {"syntax", "The text is not YAML"},
    {"tag", "A tag is unknown or does not fit its value"},
    {"template", "The text is a template that was not rendered"},
    {"too-many", "A document has more findings than the output shows"},
    {"type", "The value has the wrong type"},
    {"unknown-field", "The schema does not know the field"},
    {"unknown-kind", "No schema is known for the object's apiVersion and kind"},
};

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

/* Returns the description of a rule. */
static const char *
words_of(const char *rule)
{
	size_t i;

	for (i = 0; i < sizeof rules / sizeof *rules; i++)
		if (strcmp(rules[i].name, rule) == 0)
			return rules[i].words;
	return "";
}

/* Adds the place of a finding. RFC 3986 allows only some characters in the path of a URI. */
static void
add_location(struct buf *b, const struct finding *f)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789-._~!$&'()*+,;=@/";

	buf_printf(b,
	    ",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"%s\"}",
	    output_percent(b->arena, f->pos.file, allowed, true));
	if (f->pos.line)
		buf_printf(b, ",\"region\":{\"startLine\":%u", (unsigned)f->pos.line);
	if (f->pos.line && f->pos.col)
		buf_printf(b, ",\"startColumn\":%u", (unsigned)f->pos.col);
	buf_add(b, f->pos.line ? STR("}}") : STR("}"));
	if (f->path[0])
		buf_printf(b, ",\"logicalLocations\":[{\"fullyQualifiedName\":%s}]",
		    output_json(b->arena, f->path));
	buf_add(b, STR("}]"));
}

void
sarif_finding(struct output *o, struct buf *b, const struct finding *f)
{
	buf_printf(b,
	    "%s\n{\"ruleId\":\"%s\",\"ruleIndex\":%zu,\"level\":\"error\","
	    "\"message\":{\"text\":%s}",
	    o->findings > 1 ? "," : "", f->rule, rule_index(o, f->rule),
	    output_json(o->doc, output_message(o->doc, f)));
	if (f->pos.file)
		add_location(b, f);
	buf_addc(b, '}');
}

void
sarif_end(struct output *o)
{
	struct buf b = {.arena = o->run};
	size_t i;

	buf_printf(&b,
	    "\n],\"tool\":{\"driver\":{\"name\":\"yaml-validate\",\"version\":%s,\"rules\":[",
	    output_json(o->run, VERSION));
	for (i = 0; i < o->rules_n; i++)
		buf_printf(&b, "%s\n{\"id\":\"%s\",\"shortDescription\":{\"text\":%s}}",
		    i ? "," : "", o->rules[i], output_json(o->run, words_of(o->rules[i])));
	buf_add(&b, STR("\n]}}}]}\n"));
	output_put(o, buf_str(&b));
}
