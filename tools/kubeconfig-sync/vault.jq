# Finds the vault with the name or id. Prints "id ID", or "error" and a message.
include "answer";
include "text";
list
| map(select(.id == $name or .name == $name)) as $found
| if ($found | length) == 1 then "id \($found[0].id)"
elif ($found | length) > 1 then "error more than one vault is called \($name): use the id instead"
elif length == 0 then "error the token has no access to any vault"
else length as $all
	| [limit(20; .[].name | strings)] as $names
	| "error the token has no access to a vault \($name), only to: "
		+ ($names | map(shown($secrets; 60)) | join(", "))
		+ if $all > ($names | length) then " and \($all - ($names | length)) more" else "" end
end
