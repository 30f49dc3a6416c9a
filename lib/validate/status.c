/* Checks a status as Kratix reads it (kratix, work-creator/cmd/update_status.go). It may
   have conditions: Kratix adds them to its own. */
#include "validate/status.h"

#include "data/val.h"
#include "schema/check/check.h"
#include "schema/object.h"

void
status_check(struct check *c, const struct place *root, bool second)
{
	struct place field = {.parent = root};

	if (second)
		check_fail(c, root, "type", "a second document; a status is one mapping");
	else if (root->v->kind != VAL_MAPPING && root->v->kind != VAL_NULL)
		check_fail(
		    c, root, "type", "a status is a mapping, found %s", check_show(c, root->v));
	while (root->v->kind == VAL_MAPPING && check_next(&field))
		if (object_among(field.key,
			"kratix observedGeneration workflows workflowsSucceeded workflowsFailed"))
			check_fail_key(c, &field, "unknown-field",
			    "Kratix sets this field of a status itself; use another name");
}
