/*
 * Screen: curses' cells.
 *
 * `shown` holds the cells that curses was told of last; rows that are the same are skipped. A cell whose width the C
 * library sees differently from our table is shown as U+FFFD, and joiners are not sent: so curses, the terminal and the
 * canvas always agree where a cell is.
 */
#define NCURSES_NOMACROS
#include "ui/kit/terminal/screen.h"

#include "src/base/memory.h"
#include "ui/kit/terminal/screen_colours.h"
#include "ui/kit/terminal/terminfo.h"

#include <curses.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum {
    ESCAPE_DELAY = 50, /* milliseconds, unless ESCDELAY is set */
    ZERO_WIDTH_JOINER = 0x200D,
    EMOJI_PRESENTATION = 0xFE0F
};

struct Screen {
    ScreenColours *colours;
    cchar_t *row; /* room for one row */
    Cell *shown;
    int width;
    int height;
    bool is_xterm;
    bool is_gnu_screen;
    bool is_console;
    /* curses writes the last cell by inserting before it, which breaks wide characters there */
    bool is_corner_inserted;
    bool was_entered;
};

/* ---- life ---- */

static bool has_prefix(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* False with a sentence if TERM names no terminal with a screen. */
static bool check_type(const char *type, Error *error)
{
    if (!type || !*type) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "TERM is not set, so the type of the terminal is unknown");
    }
    if (strcmp(type, "dumb") == 0) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL,
                         "TERM is dumb: the terminal cannot show a screen; use `ipse check`");
    }
    return true;
}

/* curses on an entry of terminfo; NULL if there is no such entry. Where curses gets no memory, its windows are unsound,
   so that nothing can be done with them. */
static SCREEN *open_type(const char *type, FILE *input)
{
    errno = 0;
    SCREEN *curses = terminfo_has_entry(type) ? newterm(type, stdout, input) : NULL;
    if (!curses && errno == ENOMEM) {
        memory_exhausted(0);
    }
    return curses;
}

/* curses with true colour, if the environment asks for it: on TYPE-direct; of plain xterm, which names 8 colours and is
   rarely meant so, on xterm-256color. NULL if there is no such entry. */
static SCREEN *open_true_colour(const char *type, FILE *input)
{
    if (!screen_colours_want_true()) {
        return NULL;
    }
    Text name = TEXT_EMPTY;
    text_format(&name, "%.*s-direct", (int)strcspn(type, "-"), type);
    SCREEN *curses = open_type(name.bytes, input);
    text_free(&name);
    return curses || strcmp(type, "xterm") != 0 ? curses : open_type("xterm-256color", input);
}

/* Modes of the keyboard and of painting that stay until the end. */
static void set_modes(void)
{
    raw();
    noecho();
    nonl();        /* else CR arrives as LF */
    typeahead(-1); /* else paints stop half-way while keys wait */
    idcok(stdscr, FALSE);
    if (!getenv("ESCDELAY") || !*getenv("ESCDELAY")) {
        set_escdelay(ESCAPE_DELAY);
    }
}

Screen *screen_open(FILE *input, Error *error)
{
    const char *type = getenv("TERM");
    if (!check_type(type, error)) {
        return NULL;
    }
    SCREEN *curses = open_true_colour(type, input);
    curses = curses ? curses : open_type(type, input);
    if (!curses) {
        error_set(error, ERROR_NOT_POSSIBLE, NULL,
                  "this machine's terminfo has no entry for the terminal `%s` that can be read", type);
        return NULL;
    }
    if (!terminfo_string("cup").length || !terminfo_string("clear").length) {
        endwin();
        error_set(error, ERROR_NOT_POSSIBLE, NULL, "the terminal `%s` cannot place the cursor", type);
        return NULL;
    }
    const char *tmux = getenv("TMUX");
    Screen *screen = memory_allocate_zeroed(1, sizeof *screen);
    screen->colours = screen_colours_new();
    screen->is_gnu_screen = has_prefix(type, "screen") && !(tmux && *tmux);
    screen->is_console = has_prefix(type, "linux");
    screen->is_corner_inserted = !terminfo_string("smam").length || !terminfo_string("rmam").length;
    screen->is_xterm = terminfo_string("kmous").length > 0 && !screen->is_console;
    set_modes();
    return screen;
}

/* What curses has allocated stays until the process ends: where it was refused memory once, it falls over that in
 * freeing. */
void screen_close(Screen *screen)
{
    if (screen) {
        screen_leave(screen);
        screen_colours_free(screen->colours);
        free(screen->row);
        free(screen->shown);
        free(screen);
    }
}

void screen_leave(Screen *screen)
{
    (void)screen;
    if (!isendwin()) {
        endwin();
    }
}

void screen_enter(Screen *screen)
{
    if (screen->was_entered) { /* before the first doupdate, endwin would make the terminal flash */
        screen_leave(screen);
    }
    screen->was_entered = true;
    doupdate();
}

/* Curses is told of all cells at the next paint. */
static void forget_cells(Screen *screen)
{
    memset(screen->shown, 0xFF, (size_t)screen->width * (size_t)screen->height * sizeof *screen->shown);
}

void screen_resize(Screen *screen, int width, int height)
{
    if (screen->width != width || screen->height != height) {
        screen->row = memory_resize(screen->row, (size_t)width * sizeof *screen->row);
        screen->shown = memory_resize(screen->shown, (size_t)width * (size_t)height * sizeof *screen->shown);
        screen->width = width;
        screen->height = height;
        forget_cells(screen);
        if (resize_term(height, width) == ERR) {
            memory_exhausted(0); /* windows of curses may be half changed, and freed twice later */
        }
        clearok(curscr, TRUE);
    }
}

void screen_forget(Screen *screen)
{
    (void)screen;
    clearok(curscr, TRUE);
}

void screen_print_rescue(const Screen *screen, Text *bytes)
{
    static const char *const names[] = {"rmkx", "sgr0", "op", "clear", "rmcup", "cnorm"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        text_append(bytes, terminfo_string(names[i]));
    }
    if (screen_colours_change_palette(screen->colours)) {
        text_append(bytes, terminfo_string("oc"));
    }
}

bool screen_is_xterm(const Screen *screen)
{
    return screen->is_xterm;
}

bool screen_is_gnu_screen(const Screen *screen)
{
    return screen->is_gnu_screen;
}

/* ---- painting ---- */

/* True for a wide character next to the last cell of the screen, where curses cannot write it on every terminal. */
static bool is_broken_by_corner(const Screen *screen, const Cell *cell, int x, int y)
{
    return screen->is_corner_inserted && cell->width == 2 && y == screen->height - 1 && x >= screen->width - 3;
}

/* Makes one or two cells of curses from a cell, and returns how many. */
static int make_cells(const Screen *screen, const Cell *cell, bool is_shown, cchar_t cells[2])
{
    CellLook look = screen_colours_look(screen->colours, (Style)cell->style, (Ground)cell->ground);
    wchar_t characters[CCHARW_MAX + 1] = {0};
    int count = 0;
    for (int i = 0; i <= CLUSTER_MARKS_MAXIMUM && cell->characters[i]; i++) {
        uint32_t character = screen->is_console ? glyph_to_console(cell->characters[i]) : cell->characters[i];
        if (i == 0 || (character != ZERO_WIDTH_JOINER && character != EMOJI_PRESENTATION)) {
            characters[count++] = (wchar_t)character;
        }
    }
    is_shown = is_shown && wcwidth(characters[0]) == cell->width;
    setcchar(&cells[0], is_shown ? characters : L"\uFFFD", look.attributes, 0, &look.pair);
    if (!is_shown && cell->width == 2) {
        setcchar(&cells[1], L" ", look.attributes, 0, &look.pair);
        return 2;
    }
    return 1;
}

/* Tells curses of a row, if it differs from what curses was told before. */
static void paint_row(Screen *screen, const Canvas *canvas, int y)
{
    const Cell *cells = canvas_cell(canvas, 0, y);
    Cell *shown = screen->shown + (size_t)y * (size_t)screen->width;
    size_t size = (size_t)screen->width * sizeof *shown;
    if (memcmp(shown, cells, size) == 0) {
        return;
    }
    memcpy(shown, cells, size);
    int count = 0;
    for (int x = 0; x < screen->width; x++) {
        if (cells[x].width > 0) {
            bool is_shown = !is_broken_by_corner(screen, &cells[x], x, y);
            count += make_cells(screen, &cells[x], is_shown, screen->row + count);
        }
    }
    mvadd_wchnstr(y, 0, screen->row, count);
}

void screen_paint(Screen *screen, const Canvas *canvas, const Theme *theme)
{
    Rect bounds = canvas_bounds(canvas);
    screen_resize(screen, bounds.width, bounds.height);
    if (screen_colours_set(screen->colours, theme)) {
        forget_cells(screen);
    }
    for (int y = 0; y < bounds.height; y++) {
        paint_row(screen, canvas, y);
    }
    int x, y;
    if (canvas_cursor(canvas, &x, &y)) {
        move(y, x);
    }
    curs_set(canvas_cursor_is_visible(canvas) ? 1 : 0);
    wnoutrefresh(stdscr);
    doupdate();
}
