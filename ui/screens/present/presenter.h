/*
 * Presenter: a study shown to people on a projector: a card with one element, large, beside the tree, from stop to
 * stop.
 */
#ifndef IPSE_SCREENS_PRESENTER_H
#define IPSE_SCREENS_PRESENTER_H

#include "ui/screens/bench/bench.h"

/* Opens the presentation of the file that is shown, over the workbench. Asks once whether the patient is masked, where
   there is something to mask; not while a script plays, which leads through the file itself. With `is_within` the
   workbench showed the file before: at the end it shows that again, and a masked copy that was not changed is closed;
   else the copy stays, for those who look on. */
void presenter_open(Workbench *bench, bool is_within);

#endif
