/*
 * Narrative text: what the XHTML of a narrative says, without its markup.
 *
 * As lines: a heading stands in a line of its own with a blank line before it, items of lists begin with "- " or their
 * number and are indented by depth, cells of a table row are parted by " | ", and `br`, `p`, `div` and the like begin
 * new lines. White space is that of HTML: runs are one blank, but in `pre`. As one line: the same in a few words, with
 * " · " between what would be lines. Text that is not well-formed is given up to the fault, and then as it is written.
 */
#ifndef IPSE_OUTLINE_NARRATIVE_TEXT_H
#define IPSE_OUTLINE_NARRATIVE_TEXT_H

#include "src/base/text.h"

/* Appends the text of a narrative's XHTML, as lines that end with LF. */
void narrative_text_lines(Slice xhtml, Text *text);

/* Appends the text in one line, of at most so many bytes. */
void narrative_text_line(Slice xhtml, size_t most, Text *text);

#endif
