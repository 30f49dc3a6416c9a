/* Writes the files of a group to the stage and publishes them by renames (stage.h has the layout).
   Signals are blocked meanwhile, so a signal finds no stage. If the process exits, `publishing`
   names the stage to remove. */
#include "split/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/escape.h"
#include "base/in.h"
#include "split/same.h"
#include "split/tree.h"

#define STAGE ".stage"
#define JOURNAL STAGE "/publish"
#define OLD STAGE "/old"

static const struct stage *publishing;

/* Blocks or unblocks the signals that end the process. */
static void
change_signals(int how)
{
	static const int numbers[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGXCPU};
	sigset_t ending;
	size_t i;

	sigemptyset(&ending);
	for (i = 0; i < sizeof numbers / sizeof *numbers; i++)
		sigaddset(&ending, numbers[i]);
	sigprocmask(how, &ending, NULL);
}

static void
remove_stage(void)
{
	if (!publishing)
		return;
	tree_remove(publishing->dir, STAGE);
	if (publishing->single)
		unlinkat(publishing->status, ".status.yaml", 0);
	if (publishing->control)
		unlinkat(publishing->status, ".workflow-control.yaml", 0);
}

const char *
stage_path(struct arena *a, str prefix, const char *name)
{
	struct buf b = {.arena = a};

	buf_add(&b, prefix);
	if (prefix.n > 0 && *name)
		buf_addc(&b, '/');
	buf_add(&b, str_of(name));
	return buf_cstr(&b);
}

/* Returns false if the path already has a file, or one in place of a folder. */
static bool
write_file(int dir, const char *path, str text)
{
	const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
	int fd = openat(dir, path, flags, 0666);
	ssize_t w;

	if (fd < 0 && errno == ENOENT) {
		tree_make_above(dir, path);
		fd = openat(dir, path, flags, 0666);
	}
	if (fd < 0 && (errno == EEXIST || errno == ENOTDIR))
		return false;
	if (fd < 0)
		die(DIE_CALL, "cannot write %s:", path);
	for (; text.n > 0; text = str_from(text, w < 0 ? 0 : (size_t)w))
		if ((w = write(fd, text.p, text.n)) < 0 && errno != EINTR)
			break;
	if (text.n > 0 || close(fd) != 0)
		die(DIE_CALL, "cannot write %s:", path);
	return true;
}

/* Writes the files to the stage. Returns NULL, or the first one that write_file refuses. */
static const struct stage_file *
write_files(struct stage *s, struct stage_group g)
{
	const struct stage_file *file;
	bool good = true;

	if (mkdirat(s->dir, STAGE, 0777) != 0)
		die(DIE_CALL, "cannot make the folder %s:", STAGE);
	for (file = g.files; file; file = file->next) {
		if (s->single && str_is(file->part, "status.yaml"))
			good = write_file(s->status, ".status.yaml", file->text);
		else if (s->control && str_is(file->part, "workflow-control.yaml"))
			good = write_file(s->status, ".workflow-control.yaml", file->text);
		else
			good = write_file(
			    s->dir, stage_path(&s->group, STR(STAGE), file->part.p), file->text);
		if (!good)
			break;
	}
	return file;
}

/* The paths of a group's parts in the stage and after publishing. */
struct places {
	const char *new_resources, *resources, *new_status, *status;
};

static struct places
places_of(struct stage *s, str prefix)
{
	return (struct places){STAGE "/resources", stage_path(&s->group, prefix, "resources"),
	    s->single ? ".status.yaml" : STAGE "/status.yaml",
	    stage_path(&s->group, prefix, "status.yaml")};
}

/* Renames a group into place. It skips the renames that a killed run has already done. */
static bool
move(struct stage *s, struct stage_group g, struct places p)
{
	bool here = tree_exists(s->dir, p.new_resources);

	if (g.status && !tree_exists(s->single ? s->status : s->dir, p.new_status))
		return true;
	if (!tree_remove(s->status, p.status))
		return false;
	if ((here || !g.resources) && tree_exists(s->dir, p.resources) &&
	    (!tree_remove(s->dir, OLD) || renameat(s->dir, p.resources, s->dir, OLD) != 0))
		return false;
	if (here && renameat(s->dir, p.new_resources, s->dir, p.resources) != 0)
		return false;
	if (g.status &&
	    renameat(s->single ? s->status : s->dir, p.new_status, s->status, p.status) != 0)
		return false;
	return !g.control ||
	    renameat(s->status, ".workflow-control.yaml", s->status, "workflow-control.yaml") == 0;
}

/* Removes all parts of a group that cannot be published, and dies. */
static _Noreturn void
give_up(struct stage *s, struct stage_group g, struct places p)
{
	int error = errno;

	tree_remove(s->dir, p.resources);
	unlinkat(s->status, p.status, 0);
	if (g.control)
		unlinkat(s->status, "workflow-control.yaml", 0);
	errno = error;
	die(DIE_CALL, "cannot publish %s:",
	    g.prefix.n > 0 ? stage_path(&s->group, g.prefix, "") : "the group");
}

/* Writes the journal, which names the group being published. Only a complete journal ends with the
   line of two digits. */
static void
write_journal(struct stage *s, struct stage_group g)
{
	struct buf b = {.arena = &s->group};

	buf_add(&b, g.prefix);
	buf_printf(&b, "\n%d%d\n", g.resources, g.status);
	if (!write_file(s->dir, JOURNAL, buf_str(&b)))
		die(DIE_CALL, "%s: another process writes to this folder", JOURNAL);
}

/* Publishes a group by renaming the stage. Returns false if DIR already has the group's folder with
   anything in it, or if the rename fails. */
static bool
move_folder(struct stage *s, const char *to)
{
	if (*to == '\0')
		return false;
	if (renameat(s->dir, STAGE, s->dir, to) == 0)
		return true;
	if (errno != ENOENT)
		return false;
	tree_make_above(s->dir, to);
	return renameat(s->dir, STAGE, s->dir, to) == 0;
}

/* Publishes a group into a folder that exists. */
static void
move_parts(struct stage *s, struct stage_group g)
{
	struct places p = places_of(s, g.prefix);

	tree_make_above(s->dir, p.resources);
	if (!s->single)
		write_journal(s, g);
	if (!move(s, g, p) || (!s->single && !tree_remove(s->dir, JOURNAL)) ||
	    !tree_remove(s->dir, STAGE))
		give_up(s, g, p);
}

const struct stage_file *
stage_publish(struct stage *s, struct stage_group g)
{
	const char *folder = stage_path(&s->group, g.prefix, "");
	const struct stage_file *refused;

	if (!tree_inside(s->dir, folder))
		die(DIE_CALL, "%s: a symbolic link in this path would lead out of the folder",
		    escape_show(&s->group, g.prefix));
	if (s->single || !same_files(&s->group, s->dir, g.prefix, g.files)) {
		change_signals(SIG_BLOCK);
		publishing = s;
		if ((refused = write_files(s, g)))
			return refused;
		if (s->single || !move_folder(s, folder))
			move_parts(s, g);
		publishing = NULL;
		/* The work of a single group is done: no signal must turn it into a failure. */
		if (!s->single)
			change_signals(SIG_UNBLOCK);
	}
	arena_reset(&s->group);
	return NULL;
}

/* Completes the group that a killed run was publishing, if its journal is complete. */
static void
repair(struct stage *s)
{
	struct in in = {
	    .name = JOURNAL, .fd = openat(s->dir, JOURNAL, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)};
	struct stage_group g = {0};
	struct places p;
	str rest;

	if (in.fd < 0)
		return;
	rest = in_all(&in, &s->group);
	in_close(&in);
	g.prefix = str_split(&rest, '\n');
	/* Whoever can write to DIR may have made this journal. It must not lead out of DIR. */
	if (rest.n != 3 || rest.p[2] != '\n' || memchr(g.prefix.p, '\0', g.prefix.n) ||
	    !tree_inside(s->dir, stage_path(&s->group, g.prefix, "")))
		return;
	g.resources = rest.p[0] == '1';
	g.status = rest.p[1] == '1';
	p = places_of(s, g.prefix);
	if (move(s, g, p))
		return;
	/* Somebody removed the group's folder. Remove the rest: a group must not be published in
	   part. */
	tree_remove(s->dir, p.resources);
	unlinkat(s->status, p.status, 0);
}

/* Locks the folder itself: the lock ends with the process and needs no file. While we wait, the
   name may move to another folder; then that one is locked. */
static int
lock(const char *dir)
{
	struct stat have, named;
	int fd = tree_open(dir);

	while (flock(fd, LOCK_EX) != 0)
		if (errno != EINTR)
			die(DIE_CALL, "cannot lock the folder %s:", dir);
	if (fstat(fd, &have) == 0 && stat(dir, &named) == 0 && have.st_ino == named.st_ino &&
	    have.st_dev == named.st_dev)
		return fd;
	close(fd);
	return lock(dir);
}

/* Removes the files that an earlier run published; other files in the folders belong to others. */
static bool
clear(struct stage *s)
{
	return tree_remove(s->status, "status.yaml") && tree_remove(s->status, ".status.yaml") &&
	    (!s->control ||
		(tree_remove(s->status, "workflow-control.yaml") &&
		    tree_remove(s->status, ".workflow-control.yaml"))) &&
	    tree_remove(s->dir, "resources");
}

void
stage_open(struct stage *s, const char *dir, const char *status_dir, bool control)
{
	*s = (struct stage){.single = status_dir != NULL, .control = control};
	s->dir = lock(dir);
	s->status = status_dir ? tree_open(status_dir) : s->dir;
	if (atexit(remove_stage) != 0)
		die(DIE_CALL, "cannot register an exit handler");
	change_signals(SIG_BLOCK);
	if (!s->single)
		repair(s);
	if ((s->single && !clear(s)) || !tree_remove(s->dir, STAGE))
		die(DIE_CALL, "cannot remove what an earlier run left:");
	arena_reset(&s->group);
	change_signals(SIG_UNBLOCK);
}
