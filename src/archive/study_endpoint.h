/*
 * StudyEndpoint: the archive that a study names as its endpoint (FHIR R4, Endpoint; ImagingStudy.endpoint): a DICOMweb
 * service.
 */
#ifndef IPSE_ARCHIVE_STUDY_ENDPOINT_H
#define IPSE_ARCHIVE_STUDY_ENDPOINT_H

#include "src/check/check.h"
#include "src/json/document.h"

/* The address of the first endpoint of a study, or of its series, that is a DICOMweb service and in the document; empty
   where there is none. In the arena or in the document. */
Slice study_endpoint_address(const Document *document, NodeId study, Arena *arena);

/* Adds a contained Endpoint with an address to a study, and a reference to it. False with an error where that cannot
   be; what was changed until then stays. */
bool study_endpoint_add(Checker *checker, Document *document, NodeId study, Slice address, Error *error);

#endif
