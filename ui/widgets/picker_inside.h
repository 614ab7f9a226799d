/*
 * The inside of a Picker, for picker.c and its neighbours only.
 */
#ifndef IPSE_WIDGETS_PICKER_INSIDE_H
#define IPSE_WIDGETS_PICKER_INSIDE_H

#include "ui/widgets/line_editor.h"
#include "ui/widgets/list.h"
#include "ui/widgets/picker.h"

/* Bytes of a text that are searched and marked. */
enum { PICKER_TEXT_MAXIMUM = 1024 };

/* A line of the list: a row of the source, or the heading of the group that begins with it. */
typedef struct PickerEntry {
    size_t position;
    uint32_t score;
    uint8_t rank; /* among the matches; more comes first */
    bool is_heading;
    bool stands; /* what is typed stands in it as it is */
} PickerEntry;

typedef struct Picker {
    PickerSource source;
    char *title;
    char *placeholder;
    int code_share;
    int note_cells;
    bool is_free_text;
    bool is_anchored;
    int x;
    int y;
    LineEditor *editor;
    uint64_t first_revision; /* of the text that it began with */
    uint64_t filtered_revision;
    size_t start; /* bytes of the text that no row is searched by */
    PickerEntry *entries;
    size_t count;
    size_t capacity;
    size_t all_count; /* entries without a filter: the box keeps its size */
    int widest_code;
    int widest_display;
    int code_width;    /* as drawn: the widest code, within its share of the line */
    int display_width; /* likewise */
    List list;
    bool is_pointed;  /* an arrow or a click led to the selected row since the text changed */
    const char *said; /* why the row can't be chosen; NULL: nothing */
} Picker;

/* Filters anew and selects the first row. */
void picker_refilter(Picker *picker);

/* What the rows are searched by. */
Slice picker_pattern(const Picker *picker);

/* Selects the row of a position, where it is shown. */
void picker_select(Picker *picker, size_t position);

/* The source's position that is selected; SIZE_MAX if there is none. */
size_t picker_selected(const Picker *picker);

/* Moves the selection off a heading, in the direction it came from. */
void picker_leave_heading(Picker *picker, int direction);

/* True where Enter takes the selected row rather than what is typed. */
bool picker_takes_row(const Picker *picker);

/* True where Enter takes what is typed. */
bool picker_takes_typed(const Picker *picker);

/* Of the view. */
Rect picker_area(void *self, Rect screen);
void picker_draw(void *self, Canvas *canvas, Rect area);

#endif
