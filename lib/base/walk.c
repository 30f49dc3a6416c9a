/* Walks folders in the order of names, so that every run sees the same order. */
#include "base/walk.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"

bool
walk_is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static int
is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* Compares bytes; alphasort would use the locale. */
static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static bool
is_yaml(str name)
{
	return str_ends(name, STR(".yaml")) || str_ends(name, STR(".yml")) ||
	    str_ends(name, STR(".json"));
}

void
walk_folder(
    const char *path, bool deep, void (*file)(void *context, const char *path), void *context)
{
	struct arena arena = {0};
	struct buf b = {.arena = &arena};
	struct dirent **entries;
	struct stat st;
	int n = scandir(path, &entries, is_visible, by_name), i;

	if (n < 0)
		die(DIE_CALL, "cannot read the folder %s:", path);
	for (i = 0; i < n; i++, b.n = 0) {
		buf_printf(&b, "%s%s%s", path, str_ends(str_of(path), STR("/")) ? "" : "/",
		    entries[i]->d_name);
		/* Symbolic links to folders are not followed, so the walk ends. */
		if (deep && lstat(buf_cstr(&b), &st) == 0 && S_ISDIR(st.st_mode))
			walk_folder(b.p, deep, file, context);
		else if (is_yaml(buf_str(&b)) && !walk_is_folder(buf_cstr(&b)))
			file(context, b.p);
		free(entries[i]);
	}
	free(entries);
	arena_free(&arena);
}

void
walk_operand(const char *path, void (*file)(void *context, const char *path), void *context)
{
	if (strcmp(path, "-") != 0 && walk_is_folder(path))
		walk_folder(path, true, file, context);
	else
		file(context, path);
}
