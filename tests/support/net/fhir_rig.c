/* Fhir rig: a server, and lines of a shell. */
#include "tests/support/net/fhir_rig.h"

#include "src/base/memory.h"
#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <sys/wait.h>

FhirRig *fhir_rig_start(void **state, const char *more)
{
    FhirRig *rig = memory_allocate_zeroed(1, sizeof *rig);
    Text settings = TEXT_EMPTY;
    rig->program = *state;
    fhir_server_start(&rig->server);
    text_format(&settings, "servers:\n  clinic:\n    fhir: %s\n%s", rig->server.base, more);
    program_write_settings(rig->program, settings.bytes);
    text_free(&settings);
    return rig;
}

void fhir_rig_stop(FhirRig *rig)
{
    fhir_server_stop(&rig->server);
    text_free(&rig->printed);
    free(rig);
}

int fhir_rig_run(FhirRig *rig, const char *line)
{
    Text text = TEXT_EMPTY;
    char bytes[4096];
    size_t count;
    text_format(&text,
                "cd %s; ipse() { %s \"$@\"; }; export XDG_CONFIG_HOME=%s XDG_STATE_HOME=%s LC_ALL=C.UTF-8; ( %s ) 2>&1",
                rig->program->folder, rig->program->path, rig->program->config_home, rig->program->state_home, line);
    text_clear(&rig->printed);
    FILE *stream = popen(text.bytes, "r");
    assert_non_null(stream);
    while ((count = fread(bytes, 1, sizeof bytes, stream)) > 0) {
        text_append(&rig->printed, slice_make(bytes, count));
    }
    text_append_byte(&rig->printed, '\0');
    text_free(&text);
    return WEXITSTATUS(pclose(stream));
}

int fhir_rig_script(FhirRig *rig, const char *words, const char *script)
{
    Text line = TEXT_EMPTY;
    char *path = folder_add(rig->program->folder, "script", script);
    text_format(&line, "ipse --script %s %s", path, words);
    int status = fhir_rig_run(rig, line.bytes);
    if (status != 0) {
        fprintf(stderr, "%s\n", rig->printed.bytes);
    }
    text_free(&line);
    free(path);
    return status;
}

void fhir_rig_expect(const FhirRig *rig, const char *text)
{
    if (!strstr(rig->printed.bytes, text)) {
        fprintf(stderr, "missing: %s\nin: %s\n", text, rig->printed.bytes);
        fail();
    }
}
