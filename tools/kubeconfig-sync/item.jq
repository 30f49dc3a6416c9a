# Updates the fields of an item. Prints a line with the labels of the fields that differ, then the
# item. Everything else in the item stays. If several fields have a label, the first
# is kept.
include "numbers";
exact_fromjson
| if type == "object" and .id == $id then . else error("shape") end
| (.fields // []) as $have
| ([$made[0].fields[] as $w | $have | map(select(.label == $w.label))
	| select(length != 1 or .[0].value != $w.value) | $w.label] | join(", ")),
(.fields = reduce $made[0].fields[] as $w ($have;
	(map(.label == $w.label) | index(true)) as $at
	| if $at == null then . + [$w]
	else .[$at] += $w
		| [to_entries[] | select(.key == $at or .value.label != $w.label).value] end)
	| exact_tojson)
