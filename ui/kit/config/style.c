/* Style: the names of the roles. */
#include "ui/kit/config/style.h"

static const char *const style_names[] = {
#define STYLE_NAME(enumerator, name, help) name,
    STYLE_TABLE(STYLE_NAME)
#undef STYLE_NAME
};

static const char *const ground_names[] = {
#define GROUND_NAME(enumerator, name, help) name,
    GROUND_TABLE(GROUND_NAME)
#undef GROUND_NAME
};

const char *style_name(Style style)
{
    return style < STYLE_COUNT ? style_names[style] : "";
}

const char *ground_name(Ground ground)
{
    return ground < GROUND_COUNT ? ground_names[ground] : "";
}
