/*
 * Clipboard: ways to get text onto the person's clipboard, and the truth about which was taken.
 */
#ifndef IPSE_KIT_CLIPBOARD_H
#define IPSE_KIT_CLIPBOARD_H

#include "src/base/error.h"
#include "ui/kit/terminal/terminal.h"

/* Copies by the way of the setting `clipboard`: "terminal" (OSC 52), "program" (tmux, wl-copy, xclip, xsel, pbcopy,
   clip.exe: the first that can), "off", or "auto": by tmux where TMUX is set, over ssh else through the terminal, else
   by a program, and through the terminal where none can. `how` becomes a constant that claims no more than was done:
   "asked the terminal to copy it (OSC 52)", "copied by xclip". */
bool clipboard_copy(Terminal *terminal, const char *way, Slice text, const char **how, Error *error);

#endif
