/*
 * The inside of a Stage, for stage.c and its neighbours only.
 */
#ifndef IPSE_KIT_STAGE_INSIDE_H
#define IPSE_KIT_STAGE_INSIDE_H

#include "ui/kit/stage/stage.h"

typedef struct StackEntry {
    View view;
    Rect area;
    int64_t tick_at; /* in the clock's time; negative: no tick is wanted */
} StackEntry;

struct Stage {
    StackEntry *stack;
    size_t depth;
    size_t capacity;
    Canvas *canvas;
    Clock clock;
    Host host;
    void (*open_help)(void *context, const char *help);
    void *help_context;
    StageNotice notice;
    Theme *theme;
    Text *record;
    StageDriver driver;
    bool is_driving; /* the driver runs: what it hands over is for the views */
    int band;        /* rows of text */
    int frame_width; /* 0: none */
    int frame_height;
    Text caption, caption_key, caption_status, caption_hint;
    int exit_status;
    bool needs_layout;
    bool needs_drawing;
    bool is_over;
    bool wants_suspend;
    bool wants_repaint;
    bool is_mouse_on;
    Mouse last_press; /* for double clicks */
    int64_t last_press_at;
};

/* What is drawn over the views: the band, and the mark of a recording (stage_caption.c). */
void stage_draw_over(Stage *stage);

/* Lets every view leave its recovery file: before the process ends, stops, or waits for another program. */
void stage_rescue(Stage *stage);

#endif
