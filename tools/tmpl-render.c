/* tmpl-render: Go templates over the documents of a kv stream. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/cli.h"
#include "base/die.h"
#include "base/escape.h"
#include "base/in.h"
#include "base/out.h"
#include "data/kv.h"
#include "data/path.h"
#include "data/val.h"
#include "tmpl/exec.h"
#include "tmpl/parse.h"

static const char usage[] =
    "usage: tmpl-render [-t] [-m MODE] [-i FILE]... [-d OUTDIR] [-D PATH=JSON]... TEMPLATE...\n"
    "  -t            text: output as Go's, nothing is quoted or checked\n"
    "  -m MODE       what a missing key is: strict (default), error, zero, default\n"
    "  -i FILE       read FILE's definitions, render nothing of it\n"
    "  -d OUTDIR     write a file for each template, X.yaml.tmpl to OUTDIR/X.yaml\n"
    "  -D PATH=JSON  set a value over the document's\n";

/* One template file, what it is called in OUTDIR, and what it rendered to. */
struct file {
	const char *path, *name;
	struct tmpl *tmpl;
	struct buf text;
	bool any;
};

struct job {
	struct arena run, doc;
	struct tmpl_set set;
	struct exec exec;
	struct file *files;
	size_t files_n;
	char **values; /* -D */
	size_t values_n;
	const char *dir;
	bool wrote; /* a document has been written to standard output */
};

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static const char *
output_name(struct arena *a, const char *path)
{
	str name = str_of(base_name(path));

	if (str_ends(name, STR(".tmpl")))
		name.n -= 5;
	return arena_str(a, name).p;
}

static struct tmpl *
load(struct job *job, const char *path)
{
	struct in in;
	str text;

	in_open(&in, &job->run, path, NULL);
	text = in_all(&in, &job->run);
	in_close(&in);
	return parse_file(&job->set, in.name, text);
}

static void
add(struct job *job, const char *path)
{
	struct file *f = &job->files[job->files_n];
	struct tmpl *t = load(job, path);
	size_t i;

	if (base_name(path)[0] == '_')
		return;
	*f = (struct file){path, output_name(&job->run, path), t, {0}, false};
	for (i = 0; job->dir && i < job->files_n; i++)
		if (strcmp(job->files[i].name, f->name) == 0)
			die(DIE_CALL, "%s and %s would both be written to %s/%s",
			    job->files[i].path, path, job->dir, f->name);
	job->files_n++;
}

static void
set_value(struct job *job, struct val *root, const char *argument)
{
	const char *equals = strchr(argument, '='), *error;
	struct val *v;
	str path;

	if (!equals)
		die(DIE_CALL, "-D %s: PATH=JSON is needed",
		    escape_show(&job->doc, str_of(argument)));
	path = (str){argument, (size_t)(equals - argument)};
	if ((error = kv_value(&job->doc, str_of(equals + 1), &v)))
		die(DIE_CALL, "-D %s: %s", escape_show(&job->doc, str_of(argument)), error);
	val_set_pos(v, (struct pos){"-D", 0, 0});
	if (!path_put(&job->doc, root, path, v))
		die(DIE_CALL, "-D %s: there is no mapping to put it in",
		    escape_show(&job->doc, str_of(argument)));
}

static void
render(struct job *job, struct val *root)
{
	size_t i;

	for (i = 0; i < job->values_n; i++)
		set_value(job, root, job->values[i]);
	job->exec.root = root;
	for (i = 0; i < job->files_n; i++) {
		struct file *f = &job->files[i];

		f->text = (struct buf){.arena = &job->doc};
		f->any = exec_run(&job->exec, f->tmpl, &f->text);
		if (f->any && job->exec.yaml && f->text.p[f->text.n - 1] != '\n')
			buf_addc(&f->text, '\n');
	}
	if (job->exec.failed)
		die_now(DIE_INPUT);
}

static void
write_stdout(struct job *job)
{
	size_t i;

	for (i = 0; i < job->files_n; i++) {
		str text = buf_str(&job->files[i].text);

		if (job->exec.yaml && !job->files[i].any)
			continue;
		if (job->exec.yaml && job->wrote && !str_starts(text, STR("---\n")))
			out_write(STR("---\n"));
		out_write(text);
		job->wrote = true;
	}
}

static void
write_file(struct job *job, const struct file *f)
{
	struct buf path = {.arena = &job->doc};
	size_t done;
	ssize_t w;
	int fd;

	buf_printf(&path, "%s/%s", job->dir, f->name);
	if ((fd = open(buf_cstr(&path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) < 0)
		die(DIE_CALL, "cannot write %s:", buf_cstr(&path));
	for (done = 0; done < f->text.n; done += (size_t)w)
		if ((w = write(fd, f->text.p + done, f->text.n - done)) < 0) {
			if (errno != EINTR)
				die(DIE_CALL, "cannot write %s:", buf_cstr(&path));
			w = 0;
		}
	if (close(fd) != 0)
		die(DIE_CALL, "cannot write %s:", buf_cstr(&path));
}

static void
write_files(struct job *job)
{
	size_t i;

	if (mkdir(job->dir, 0777) != 0 && errno != EEXIST)
		die(DIE_CALL, "cannot make the folder %s:", job->dir);
	for (i = 0; i < job->files_n; i++)
		if (job->files[i].any)
			write_file(job, &job->files[i]);
}

static void
run(struct job *job)
{
	struct in in;
	struct kv_in kv;
	struct val *root;
	size_t documents = 0;

	in_open(&in, &job->run, "-", NULL);
	kv_open(&kv, &in, (struct kv_options){0});
	while ((root = kv_next(&kv, &job->doc))) {
		if (job->dir && documents++)
			die(DIE_INPUT, "-d takes one document, and there are more");
		render(job, root);
		if (!job->dir) {
			write_stdout(job);
			arena_reset(&job->doc);
		}
	}
	if (job->dir && documents == 0)
		die(DIE_INPUT, "-d takes one document, and there is none");
	if (job->dir)
		write_files(job);
}

static enum exec_missing
mode_of(const char *s)
{
	static const char *const modes[] = {"strict", "error", "zero", "default"};
	int i;

	for (i = 0; i < 4; i++)
		if (strcmp(s, modes[i]) == 0)
			return (enum exec_missing)i;
	die(DIE_CALL, "-m %s: the modes are strict, error, zero and default", s);
}

int
main(int argc, char **argv)
{
	static struct job job;
	size_t includes = 0, i;
	char **include;
	int c;

	cli_start(argv);
	include = arena_array(&job.run, (size_t)argc + 1, sizeof *include);
	job.values = arena_array(&job.run, (size_t)argc + 1, sizeof *job.values);
	job.files = arena_array(&job.run, (size_t)argc + 1, sizeof *job.files);
	job.exec = (struct exec){.run = &job.run, .arena = &job.doc, .set = &job.set, .yaml = true};
	while ((c = getopt(argc, argv, "tm:i:d:D:hV")) != -1) {
		switch (c) {
		case 't':
			job.exec.yaml = false;
			break;
		case 'm':
			job.exec.missing = mode_of(optarg);
			break;
		case 'i':
			include[includes++] = optarg;
			break;
		case 'd':
			job.dir = optarg;
			break;
		case 'D':
			job.values[job.values_n++] = optarg;
			break;
		default:
			cli_option(c, usage);
		}
	}
	if (optind == argc)
		cli_option('?', usage);
	parse_set(&job.set, &job.run);
	for (i = 0; i < includes; i++)
		load(&job, include[i]);
	for (; optind < argc; optind++)
		add(&job, argv[optind]);
	run(&job);
	return 0;
}
