/* Vital signs: codes and their profiles. */
#include "src/check/vital_sign.h"

#define LOINC     "http://loinc.org"
#define SNOMED_CT "http://snomed.info/sct"

/* In the order in which they are asked: LOINC before SNOMED CT, the first that fits counts. */
static const struct {
    const char *system;
    const char *profile;
    const char *codes; /* with spaces between */
} VITAL_SIGNS[] = {
    {LOINC, "vitalspanel", "85353-1"},
    {LOINC, "resprate", "9279-1 11291-2 19840-8 33438-3 76170-0 76171-8 76172-6 76270-8"},
    {LOINC, "heartrate",
     "8867-4 11328-2 40443-4 55425-3 60978-4 68999-2 69000-8 73795-7 73799-9 76476-1 76477-9 8886-4 8889-8 8890-6 "
     "8891-4 8892-2 8893-0"},
    {LOINC, "oxygensat", "2708-6 19224-5 20564-1 2709-4 2710-2 2713-6 51733-4 59408-5 59417-6 89276-0 97549-0"},
    {LOINC, "bodytemp",
     "8310-5 60834-9 60835-6 60836-4 60838-0 60955-2 61009-7 75539-7 75987-8 76010-8 76011-6 76278-1 8309-7 8328-7 "
     "8329-5 8330-3 8331-1 8332-9 8333-7 8334-5 91371-5 98657-0 98663-8"},
    {LOINC, "bodyheight", "8302-2 3137-7 3138-5 8306-3 8308-9"},
    {LOINC, "headcircum", "9843-4 8287-5"},
    {LOINC, "bodyweight", "29463-7 3141-9 3142-7 75292-3 79348-9 8350-1 8351-9"},
    {LOINC, "bmi", "39156-5 59574-4 89270-3"},
    {LOINC, "bp", "85354-9 35094-2 55284-4 76534-7 8459-0 8480-6"},
    {SNOMED_CT, "vitalspanel", "46680005"},
    {SNOMED_CT, "bp", "271306003 271625008 86290005"},
    {SNOMED_CT, "heartrate", "249043002 251670001 399017001 429525003 429614003 444981005"},
    {SNOMED_CT, "oxygensat", "103228002 431314004 442349007 442440005 442476006 442734002 713194001"},
    {SNOMED_CT, "bodytemp",
     "386725007 1222808002 276885007 300076005 307047009 364246006 415882003 415929009 415945006 415974002 431598003 "
     "698831002 698832009 708499008"},
    {SNOMED_CT, "bodyheight", "1153637007 1162392001 1162417005 1162418000 1162419008 1230278008 50373000"},
    {SNOMED_CT, "headcircum", "363812007 1269262007 169876006 363811000"},
    {SNOMED_CT, "bodyweight", "1162415002 1162416001 424927000 425024002 60621009 735395000 784399000"},
    {SNOMED_CT, "bp",
     "251076008 163033001 163035008 271649006 271650006 386534000 386536003 399304008 407554009 407556006 716579001"},
};

/* True where a code is one of those of a row. */
static bool has_code(const char *codes, Slice code)
{
    Slice all = slice_from(codes);
    for (size_t at = slice_find(all, code, 0); at != SIZE_MAX; at = slice_find(all, code, at + 1)) {
        size_t end = at + code.length;
        if ((at == 0 || all.bytes[at - 1] == ' ') && (end == all.length || all.bytes[end] == ' ')) {
            return true;
        }
    }
    return false;
}

/* True where one of the codings has a code of a row. */
static bool has_coding(Walk *walk, NodeId list, size_t row)
{
    const Document *document = walk->document;
    for (NodeId item = document_first_child(document, list); item != NODE_NONE;
         item = document_next_sibling(document, item)) {
        Slice system = walk_text(walk, walk_member(walk, item, "system"), 1);
        if (slice_equals(system, slice_from(VITAL_SIGNS[row].system))) {
            Slice code = walk_text(walk, walk_member(walk, item, "code"), 1);
            if (code.length > 0 && has_code(VITAL_SIGNS[row].codes, code)) {
                return true;
            }
        }
    }
    return false;
}

const char *vital_sign_profile(Walk *walk, NodeId observation)
{
    NodeId list = walk_member(walk, walk_member(walk, observation, "code"), "coding");
    bool is_array = list != NODE_NONE && document_node(walk->document, list)->kind == NODE_ARRAY;
    for (size_t i = 0; is_array && i < sizeof VITAL_SIGNS / sizeof *VITAL_SIGNS; i++) {
        if (has_coding(walk, list, i)) {
            return VITAL_SIGNS[i].profile;
        }
    }
    return NULL;
}
