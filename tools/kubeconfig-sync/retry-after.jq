# Prints the seconds until an HTTP date, in any of its three forms; nothing if the text is not a date.
first(("%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y") as $form
	| $at | try (strptime($form) | mktime) catch empty)
| [. - now, 0] | max | ceil
