/*
 * make_crowd KIND COUNT: writes a resource with COUNT faults (of `mixed` about as many) to standard output.
 *
 * `quoted`: numbers of instances in quotes. `misspelt`: names of properties. `mixed`: six instances by turns with
 * faults that follow from each other, that have several fixes, that have none, or that lie beside another one. The same
 * arguments give the same bytes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CLASS  "\"sopClass\":{\"system\":\"urn:ietf:rfc:3986\",\"code\":\"urn:oid:1.2.840.10008.5.1.4.1.1.2\"}"
#define CODING "{\"system\":\"urn:ietf:rfc:3986\",\"code\":\"urn:oid:1.2.840.10008.5.1.4.1.1.2\"}"
#define STUDY                                                                                                          \
    "{\"resourceType\":\"ImagingStudy\",\"status\":\"available\",\"subject\":{\"reference\":\"Patient/1\"},"           \
    "\"series\":[{\"uid\":\"1.2.3\",\"modality\":{\"system\":\"http://dicom.nema.org/resources/ontology/DCM\","        \
    "\"code\":\"CT\"},\"instance\":["

/* A row of items, each of which has its number in the places of %lu. */
typedef struct Crowd {
    const char *name;
    const char *head;
    const char *tail;
    unsigned long faults; /* of an item, on average */
    size_t item_count;
    const char *items[6];
} Crowd;

static const Crowd crowds[] = {
    {"quoted", STUDY, "]}]}", 1, 1, {"{\"uid\":\"1.2.3.%lu\",\"number\":\"%lu\"," CLASS "}"}},
    {"misspelt", "{\"resourceType\":\"Patient\",\"name\":[", "]}", 1, 1, {"{\"famly\":\"x%lu\"}"}},
    {"mixed",
     STUDY,
     "]}]}",
     3,
     6,
     {"{\"uid\":\"1.2.3.%lu\",\"numbr\":\"%lu\",\"sopClass\":{\"system\":\"urn:ietf:rfc:3986\","
      "\"code\":\"1.2.840.10008.5.1.4.1.1.2\"}}",
      "{\"uid\":\"urn:oid:1.2.3.%lu\",\"number\":\"%lu\",\"title\":\"\"," CLASS "}",
      "{\"uid\":\"1.2.3.%lu\",\"Number\":%lu,\"title\":[\"a\"]," CLASS "}",
      "{\"uid\":\"1.2.3.%lu\",\"number\":\"%lu\",\"titel\":\" a \"," CLASS "}",
      "{\"uid\":\"1.2.3.0%lu\",\"number\":null,\"title\":true,\"sopClass\":[" CODING "]}",
      "{\"number\":\"%lu\",\"uid\":[\"1.2.3.%lu\"],\"sopclass\":" CODING "}"}},
};

/* Writes an item with its number in the place of each %lu. */
static void write_item(const char *item, unsigned long number)
{
    for (const char *place; (place = strstr(item, "%lu")); item = place + strlen("%lu")) {
        printf("%.*s%lu", (int)(place - item), item, number);
    }
    fputs(item, stdout);
}

int main(int count, char **arguments)
{
    unsigned long faults = count == 3 ? strtoul(arguments[2], NULL, 10) : 0;
    for (size_t i = 0; faults > 0 && i < sizeof crowds / sizeof *crowds; i++) {
        const Crowd *crowd = &crowds[i];
        if (strcmp(arguments[1], crowd->name) != 0) {
            continue;
        }
        fputs(crowd->head, stdout);
        for (unsigned long item = 0; item < faults / crowd->faults; item++) {
            fputs(item ? "," : "", stdout);
            write_item(crowd->items[item % crowd->item_count], item + 1);
        }
        fputs(crowd->tail, stdout);
        return 0;
    }
    fputs("usage: make_crowd quoted|misspelt|mixed COUNT\n", stderr);
    return 2;
}
