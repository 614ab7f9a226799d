/* Pane sizes: kept in the settings. */
#include "ui/screens/bench/pane_sizes.h"

/* The setting that holds the size of a pane. */
static Setting setting_of(size_t pane)
{
    return pane == PANE_RULE ? SETTING_SPLIT : SETTING_ISSUES;
}

void pane_sizes_keep(Workbench *bench, size_t pane)
{
    int wish = bench->panes.panes[pane].wish;
    if (pane != PANE_TREE && wish != config_number(bench->config, setting_of(pane))) {
        config_keep_size(bench->config, setting_of(pane), wish);
    }
}

void pane_sizes_reset(Workbench *bench)
{
    config_forget_sizes(bench->config);
    for (size_t i = PANE_TREE + 1; i < bench->panes.count; i++) {
        bench->panes.panes[i].wish = config_number(bench->config, setting_of(i));
    }
}
