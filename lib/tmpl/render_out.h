/* What was rendered, as one YAML stream on standard output. */
#ifndef TMPL_RENDER_OUT_H
#define TMPL_RENDER_OUT_H

struct render;

/* render_print writes the outputs of a document; empty ones are left out. With sources every YAML
   document of them begins with the line "# Source: GROUP/FILE", or FILE alone where no prefix is
   set. */
void render_print(struct render *r);

/* render_end writes the line "# End: GROUP" behind the last output of a document, where sources are
   wanted. One at fault has only that line. */
void render_end(const struct render *r);

#endif
