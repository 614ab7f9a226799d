/*
 * Fhir rig: the program, settings that name a server of the tests "clinic", and commands that are run in a shell.
 */
#ifndef IPSE_TESTS_FHIR_RIG_H
#define IPSE_TESTS_FHIR_RIG_H

#include "tests/support/net/fhir_server.h"
#include "tests/support/program.h"

typedef struct FhirRig {
    Program *program;
    FhirServer server;
    Text printed; /* by the last command: both outputs */
} FhirRig;

/* Starts a server; `more` is added to the settings of "clinic", as lines of YAML. `state` is that of program_set_up. */
FhirRig *fhir_rig_start(void **state, const char *more);
void fhir_rig_stop(FhirRig *rig);

/* Runs a line of a shell, in which `ipse` is the program, in the folder of the test; gives the exit status. */
int fhir_rig_run(FhirRig *rig, const char *line);

/* Runs the program with a script (ui/kit/script/script.h) and other words; gives the exit status. */
int fhir_rig_script(FhirRig *rig, const char *words, const char *script);

/* Fails the test where the last command did not print this. */
void fhir_rig_expect(const FhirRig *rig, const char *text);

#endif
