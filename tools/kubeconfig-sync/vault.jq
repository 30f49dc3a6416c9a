# The vault with that name or id: a line "id ID", or "error WHAT".
include "answer";
include "text";
list
| map(select(.id == $name or .name == $name)) as $found
| if ($found | length) == 1 then "id \($found[0].id)"
elif ($found | length) > 1 then "error more than one vault is called \($name): give its id"
else length as $all
	| [limit(20; .[].name | strings)] as $names
	| "error the token may see no vault \($name), only: "
		+ ($names | map(shown($secrets; 60)) | join(", "))
		+ if $all > ($names | length) then " and \($all - ($names | length)) more" else "" end
end
