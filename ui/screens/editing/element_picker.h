/*
 * Element picker: the elements that may be added to the object at or around the cursor.
 */
#ifndef IPSE_SCREENS_ELEMENT_PICKER_H
#define IPSE_SCREENS_ELEMENT_PICKER_H

#include "ui/kit/stage/view.h"

typedef struct Workbench Workbench;

Reaction element_picker_open(Workbench *bench);

#endif
