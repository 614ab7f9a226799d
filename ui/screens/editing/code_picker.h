/*
 * Code picker: the codes of the value under the cursor, and other known values.
 */
#ifndef IPSE_SCREENS_CODE_PICKER_H
#define IPSE_SCREENS_CODE_PICKER_H

#include "ui/screens/bench/bench.h"

/* False where no codes are known for the value. Dates, UIDs and code systems are listed where the value is empty, else
   only if `is_wanted`: they are mostly typed. */
bool code_picker_open(Workbench *bench, bool is_wanted);

#endif
