/*
 * Clipboard: ways to get text onto the person's clipboard, and the truth about which was taken.
 */
#ifndef IPSE_KIT_CLIPBOARD_H
#define IPSE_KIT_CLIPBOARD_H

#include "src/base/error.h"
#include "ui/kit/terminal.h"

/* Copies by the way of the setting `clipboard`: "terminal" (OSC 52), "program" (wl-copy, xclip, xsel, pbcopy, clip.exe:
   the first that is there), "off", or "auto": through the terminal over ssh and where no program is there, else by a
   program. `how` becomes a constant: "asked the terminal to copy it (OSC 52)", "copied by xclip". */
bool clipboard_copy(Terminal *terminal, const char *way, Slice text, const char **how, Error *error);

#endif
