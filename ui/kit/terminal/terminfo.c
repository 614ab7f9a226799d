/* Terminfo: the only file that asks for capabilities by name. */
#define NCURSES_NOMACROS
#include "ui/kit/terminal/terminfo.h"

#include <curses.h>
#include <stdint.h>
#include <term.h>
#include <unistd.h>

bool terminfo_has_entry(const char *type)
{
    int status;
    bool is_found = setupterm(type, STDOUT_FILENO, &status) == OK;
    if (is_found) {
        del_curterm(cur_term);
    }
    return is_found;
}

Slice terminfo_string(const char *name)
{
    const char *value = tigetstr(name);
    return slice_from((intptr_t)value == -1 ? NULL : value); /* -1: not the name of a string capability */
}
