/* Running: actions, by their rows of the table. */
#include "ui/screens/bench/running.h"

#include "ui/screens/bench/last_change.h"

Reaction bench_run(Workbench *bench, const Action *action, ActionCall call)
{
    const char *refusal;
    Reaction reaction = action_run(keymap_table(bench->keymap), action, call, bench, &refusal);
    if (refusal) {
        messages_add(bench->messages, STYLE_ISSUE_WARNING, "%s", refusal);
        bench->is_text_refused = action->takes_text;
    } else {
        bench->last_action = action->name;
        change_note_action(bench, action, &call);
    }
    return reaction;
}

Reaction bench_run_named(Workbench *bench, const char *name)
{
    return bench_run(bench, action_find(keymap_table(bench->keymap), slice_from(name)), (ActionCall){0});
}

uint32_t bench_keys_place(Workbench *bench)
{
    return keymap_table(bench->keymap)->place(bench);
}

uint32_t bench_needs_unmet(Workbench *bench)
{
    return keymap_table(bench->keymap)->met(bench) ? 0 : UINT32_MAX;
}
