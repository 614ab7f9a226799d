/*
 * Asking: a terminology server beside the workbench (--terminology).
 *
 * What the check notes is asked by a thread of its own, off the keys; once verdicts have come, the files are judged
 * again in pieces. Until then the codes are unchecked, and marked as waiting. In scripts the answers are waited for at
 * once.
 */
#ifndef IPSE_SCREENS_ASKING_H
#define IPSE_SCREENS_ASKING_H

#include "src/terms/term_asker.h"
#include "ui/screens/bench/bench.h"

/* The server; NULL where none was named. */
TermServer *asking_server(const Workbench *bench);

/* The language that the person reads ("de"): that of the locale; "en" where it tells none. */
Slice asking_language(void);

/* Milliseconds until asking_tick is wanted; negative: it is not, as while a value is typed. */
int64_t asking_wait(const Workbench *bench, bool is_typing);

/* Lets the server be asked, and the files be judged again once it has answered; nothing while a value is typed. */
Reaction asking_tick(Workbench *bench, bool is_typing);

/* True where the verdict on the code of a value, or of what holds it, is still to come. */
bool asking_waits_at(const Workbench *bench, NodeId node);

/* The display of the code of a value in the language of the person, where the server has one and the document says
   another; else empty. It is asked for where it is not known yet. */
Slice asking_display(const Workbench *bench, NodeId node);

#endif
