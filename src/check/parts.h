/*
 * Parts: what a person looks at is judged before the rest of a large document.
 */
#ifndef IPSE_CHECK_PARTS_H
#define IPSE_CHECK_PARTS_H

#include "src/check/check.h"

/* Judges the items of arrays, and the lines of a file of lines, that have some of these nodes, which are in the order
   of the document; so many of them as can be judged while a key is answered. The report says what was found in them, as
   far as it does not depend on the rest; a check of the document finds that too, but for what it weighs in the end. It
   cannot follow edits. Free with report_free. */
Report *check_parts(Checker *checker, const Document *document, const NodeId *nodes, size_t count);

#endif
