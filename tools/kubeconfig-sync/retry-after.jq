# The seconds until a date of HTTP, in any of its three forms; nothing for what is no date.
first(("%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y") as $form
	| $at | try (strptime($form) | mktime) catch empty)
| [. - now, 0] | max | ceil
