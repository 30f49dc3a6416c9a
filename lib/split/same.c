/* Compares a group with the files that are published. A repeated run then changes nothing on the
   disk, not even a time, and 300 requests take 0.03 s instead of 0.1 s. On ext4 without a journal
   they took 1 s, because the search for a free inode passes over each one that was freed in the
   last minutes.

   The walk opens each folder from the one above it, so it follows no symbolic link. */
#include "split/same.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "split/stage.h"

/* The files of the group, by their part; the number of those that were found; and the length of
   the longest part: the path of a folder of the group is shorter. */
struct comparison {
	struct map files;
	size_t found, longest;
};

static str
part_of(const void *file)
{
	return ((const struct stage_file *)file)->part;
}

/* Returns whether the open file has this text, which is as long as the file. */
static bool
has_text(int fd, str text)
{
	static char block[1 << 16];
	ssize_t n = 0;

	for (; text.n > 0; text = str_from(text, (size_t)n))
		if ((n = read(fd, block, sizeof block)) <= 0 || (size_t)n > text.n ||
		    memcmp(block, text.p, (size_t)n) != 0)
			return false;
	return true;
}

static bool same_part(struct comparison *c, int dir, const char *name, str part);

static bool
same_folder(struct comparison *c, DIR *d, str part)
{
	struct buf path = {.arena = c->files.arena};
	bool same = part.n < c->longest, empty = true;
	struct dirent *e;

	buf_add(&path, part);
	buf_addc(&path, '/');
	while (same && (e = readdir(d))) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		empty = false;
		path.n = part.n + 1;
		buf_add(&path, str_of(e->d_name));
		same = same_part(c, dirfd(d), e->d_name, buf_str(&path));
	}
	return same && !empty;
}

/* Returns whether a file of the group has this part and text, or all files in a folder do. A
   missing part has no files. */
static bool
same_part(struct comparison *c, int dir, const char *name, str part)
{
	int fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	const struct stage_file *file;
	bool same = false;
	struct stat st = {0};
	DIR *d = NULL;

	if (fd < 0)
		return errno == ENOENT;
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode) && (d = fdopendir(fd))) {
		same = same_folder(c, d, part);
		closedir(d);
		return same;
	}
	if (S_ISREG(st.st_mode) && (file = map_get(&c->files, part)))
		same = (size_t)st.st_size == file->text.n && has_text(fd, file->text);
	c->found += same;
	close(fd);
	return same;
}

bool
same_files(struct arena *a, int dir, str prefix, struct stage_file *files)
{
	static const char *const parts[] = {"resources", "status.yaml"};
	struct comparison c = {.files = {.arena = a, .key = part_of}};
	bool same = true;
	size_t i;

	for (; files && same; files = files->next) {
		same = !map_add(&c.files, files);
		c.longest = files->part.n > c.longest ? files->part.n : c.longest;
	}
	for (i = 0; i < sizeof parts / sizeof *parts && same; i++)
		same = same_part(&c, dir, stage_path(a, prefix, parts[i]), str_of(parts[i]));
	return same && c.found == c.files.n;
}
