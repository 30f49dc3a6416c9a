/* Makes and removes folders. Removal walks down by file descriptors, so a symbolic link that
   somebody makes meanwhile cannot redirect it. */
#include "split/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"
#include "base/end.h"

/* The maximum depth of a removal, which keeps a folder open at each level. */
enum { DEPTH_MAX = 100 };

bool
tree_exists(int dir, const char *path)
{
	struct stat st;

	return fstatat(dir, path, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

bool
tree_inside(int dir, const char *path)
{
	char *way = strdup(path), *part = way, *end;
	bool inside = true, last = *path == '\0';
	struct stat st;

	if (!way)
		end_memory();
	while (inside && !last) {
		end = part + strcspn(part, "/");
		last = *end == '\0';
		*end = '\0';
		inside = *part && strcmp(part, ".") != 0 && strcmp(part, "..") != 0 &&
		    (fstatat(dir, way, &st, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISLNK(st.st_mode));
		*end = last ? '\0' : '/';
		part = end + 1;
	}
	free(way);
	return inside;
}

static bool remove_below(int dir, const char *path, int depth);

/* Removes the content of the folder fd and closes fd. */
static bool
empty(int fd, int depth)
{
	DIR *d = fdopendir(fd);
	struct dirent *e;
	bool done = true;

	if (!d) {
		close(fd);
		return false;
	}
	while (done && (e = readdir(d)))
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			done = remove_below(dirfd(d), e->d_name, depth + 1);
	closedir(d);
	return done;
}

static bool
remove_below(int dir, const char *path, int depth)
{
	int fd;

	if (unlinkat(dir, path, 0) == 0 || errno == ENOENT)
		return true;
	/* For a folder unlinkat sets EPERM in POSIX, EISDIR in Linux. */
	if ((errno != EISDIR && errno != EPERM) || depth > DEPTH_MAX)
		return false;
	fd = openat(dir, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0 || !empty(fd, depth))
		return false;
	return unlinkat(dir, path, AT_REMOVEDIR) == 0 || errno == ENOENT;
}

bool
tree_remove(int dir, const char *path)
{
	return remove_below(dir, path, 0);
}

void
tree_make_above(int dir, const char *path)
{
	char *way = strdup(path), *slash;

	if (!way)
		end_memory();
	for (slash = way + (*way == '/'); (slash = strchr(slash, '/')); *slash++ = '/') {
		*slash = '\0';
		if (mkdirat(dir, way, 0777) != 0 && errno != EEXIST && errno != ENOTDIR)
			die(DIE_CALL, "cannot make the folder %s:", way);
	}
	free(way);
}

int
tree_open(const char *path)
{
	int fd;

	tree_make_above(AT_FDCWD, path);
	/* If this fails, so does open, which reports it. */
	mkdir(path, 0777);
	if ((fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
		die(DIE_CALL, "cannot open the folder %s:", path);
	return fd;
}
