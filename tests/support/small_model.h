/*
 * A FhirpathModel that knows a handful of FHIR R4 types, for tests of the engine that must not depend on the
 * definitions.
 */
#ifndef IPSE_TESTS_SUPPORT_SMALL_MODEL_H
#define IPSE_TESTS_SUPPORT_SMALL_MODEL_H

#include "src/fhirpath/fhirpath.h"

/* References that start with `#` resolve within the root of the document that they stand in; the value set
   http://example.org/colours has the codes red and green; every resource conforms to the profile of its own type. */
FhirpathModel small_model(void);

#endif
