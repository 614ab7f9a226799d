/* Report writers: the table. */
#include "ui/cli/reports/report_writer.h"

static const ReportWriter *const writers[] = {
#define X(name) &report_writer_##name,
    REPORT_WRITERS(X)
#undef X
};

const ReportWriter *report_writer_find(const char *name)
{
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++) {
        if (strcmp(writers[i]->name, name) == 0) {
            return writers[i];
        }
    }
    return NULL;
}
