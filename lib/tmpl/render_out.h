/* Prints what was rendered as one YAML stream on standard output. */
#ifndef TMPL_RENDER_OUT_H
#define TMPL_RENDER_OUT_H

struct render;

/* render_print writes the outputs of a document except empty ones. With sources each YAML
   document in them begins with the line "# Source: GROUP/FILE", or "# Source: FILE" without a
   prefix. */
void render_print(struct render *r);

/* With sources, render_end writes the line "# End: GROUP" after the last output of a document.
   For a document with mistakes it writes only this line. */
void render_end(const struct render *r);

#endif
