/*
 * Theme picker: each theme is shown as it is reached.
 */
#ifndef IPSE_SCREENS_THEME_PICKER_H
#define IPSE_SCREENS_THEME_PICKER_H

#include "ui/kit/stage/view.h"

typedef struct Workbench Workbench;

Reaction theme_picker_open(Workbench *bench);

#endif
