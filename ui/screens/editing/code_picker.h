/*
 * Code picker: the codes of the value under the cursor, and other known values.
 */
#ifndef IPSE_SCREENS_CODE_PICKER_H
#define IPSE_SCREENS_CODE_PICKER_H

#include "ui/screens/editing/added.h"

/* False where no codes are known for the value. */
bool code_picker_open(Workbench *bench);
bool code_picker_open_added(Workbench *bench, Added added);

#endif
