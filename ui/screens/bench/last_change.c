/* Last change: what `.` does again. */
#include "ui/screens/bench/last_change.h"

/* The changes that are the same wherever they are made. */
static const char *const repeatable[] = {"delete", "paste", "paste-before", "duplicate", "move-down", "move-up"};

void change_note_action(Workbench *bench, const Action *action, const ActionCall *call)
{
    for (size_t i = 0; i < sizeof repeatable / sizeof *repeatable; i++) {
        if (slice_equals(slice_from(action->name), slice_from(repeatable[i]))) {
            bench->change->action = action;
            bench->change->count = call->count;
        }
    }
}

void change_note_value(Workbench *bench, Slice json)
{
    bench->change->action = NULL;
    text_clear(&bench->change->json);
    text_append(&bench->change->json, json);
}
