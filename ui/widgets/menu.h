/*
 * Menu: a short list of things to do, each with a letter or digit; a question with its answers is one.
 */
#ifndef IPSE_WIDGETS_MENU_H
#define IPSE_WIDGETS_MENU_H

#include "ui/kit/stage/stage.h"

typedef struct MenuItem {
    const char *label; /* "Save and quit" */
    const char *note;  /* shown dim after it; NULL: none */
    uint32_t letter;   /* key that chooses it; 0: its position as a digit, from 1 */
} MenuItem;

typedef struct MenuOptions {
    const char *title;
    const char *text;      /* a sentence or two above the items, wrapped; NULL: none */
    const MenuItem *items; /* copied, with their strings */
    size_t count;
    size_t selected;
    bool is_anchored; /* stands below (or above) the cell (x, y) */
    int x;
    int y;
    void *context;
    Reaction (*chosen)(void *context, size_t position); /* SIZE_MAX: Esc */
    void (*free)(void *context);                        /* may be NULL */
} MenuOptions;

/* A view for stage_push: arrows and Enter, letters, clicks; Esc closes. */
View menu_new(MenuOptions options);

#endif
