/* Code templates: a table of beginnings, and of what may follow each. */
#include "src/profile/facts/code_template.h"

#include "src/base/ascii.h"
#include "src/base/systems.h"

/* What follows the beginning of a code. */
typedef enum TemplateRest {
    REST_COUNTRY,     /* three letters of ISO 3166-1 */
    REST_FOUR_DIGITS, /* a number of a table */
    REST_DIGITS,      /* a number of any length */
    REST_WORD,        /* letters and digits */
    REST_PRINTABLE    /* printable ASCII without spaces */
} TemplateRest;

/* A code that stands for many. */
typedef struct CodeTemplate {
    Slice system;
    Slice code; /* as the code system lists it */
    Slice beginning;
    TemplateRest rest;
} CodeTemplate;

#define TABLE_0203 SLICE(SYSTEM_IDENTIFIER_TYPE)
#define TABLE_0335 SLICE("http://terminology.hl7.org/CodeSystem/v2-0335")
#define TABLE_0396 SLICE("http://terminology.hl7.org/CodeSystem/v2-0396")

static const CodeTemplate TEMPLATES[] = {
    {.system = TABLE_0203, .code = SLICE("NNxxx"), .beginning = SLICE("NN"), .rest = REST_COUNTRY},
    {.system = TABLE_0335, .code = SLICE("PRNxxx"), .beginning = SLICE("PRN"), .rest = REST_WORD},
    {.system = TABLE_0396, .code = SLICE("99zzz"), .beginning = SLICE("99"), .rest = REST_PRINTABLE},
    {.system = TABLE_0396, .code = SLICE("HL7nnnn"), .beginning = SLICE("HL7"), .rest = REST_FOUR_DIGITS},
    {.system = TABLE_0396, .code = SLICE("IBTnnnn"), .beginning = SLICE("IBT"), .rest = REST_FOUR_DIGITS},
    {.system = TABLE_0396, .code = SLICE("ISOnnnn"), .beginning = SLICE("ISO"), .rest = REST_DIGITS},
    {.system = TABLE_0396, .code = SLICE("NCPDPnnnnsss"), .beginning = SLICE("NCPDP"), .rest = REST_WORD},
    {.system = TABLE_0396, .code = SLICE("X12DEnnnn"), .beginning = SLICE("X12DE"), .rest = REST_DIGITS},
};

/* Three letters each: the countries of ISO 3166-1, and XKX, which Kosovo uses. */
static const char COUNTRIES[] =
    "ABWAFGAGOAIAALAALBANDAREARGARMASMATAATFATGAUSAUTAZEBDIBELBENBESBFABGDBGRBHRBHSBIHBLMBLRBLZBMUBOLBRABRBBRNBTNBVT"
    "BWACAFCANCCKCHECHLCHNCIVCMRCODCOGCOKCOLCOMCPVCRICUBCUWCXRCYMCYPCZEDEUDJIDMADNKDOMDZAECUEGYERIESHESPESTETHFINFJI"
    "FLKFRAFROFSMGABGBRGEOGGYGHAGIBGINGLPGMBGNBGNQGRCGRDGRLGTMGUFGUMGUYHKGHMDHNDHRVHTIHUNIDNIMNINDIOTIRLIRNIRQISLISR"
    "ITAJAMJEYJORJPNKAZKENKGZKHMKIRKNAKORKWTLAOLBNLBRLBYLCALIELKALSOLTULUXLVAMACMAFMARMCOMDAMDGMDVMEXMHLMKDMLIMLTMMR"
    "MNEMNGMNPMOZMRTMSRMTQMUSMWIMYSMYTNAMNCLNERNFKNGANICNIUNLDNORNPLNRUNZLOMNPAKPANPCNPERPHLPLWPNGPOLPRIPRKPRTPRYPSE"
    "PYFQATREUROURUSRWASAUSDNSENSGPSGSSHNSJMSLBSLESLVSMRSOMSPMSRBSSDSTPSURSVKSVNSWESWZSXMSYCSYRTCATCDTGOTHATJKTKLTKM"
    "TLSTONTTOTUNTURTUVTWNTZAUGAUKRUMIURYUSAUZBVATVCTVENVGBVIRVNMVUTWLFWSMXKXYEMZAFZMBZWE";

static bool is_printable(char c)
{
    return c > ' ' && c < 0x7F;
}

bool code_template_is_country(Slice code)
{
    for (const char *country = COUNTRIES; *country; country += 3) {
        if (slice_equals(code, slice_make(country, 3))) {
            return true;
        }
    }
    return false;
}

static bool fits(Slice rest, TemplateRest wanted)
{
    switch (wanted) {
    case REST_COUNTRY:
        return code_template_is_country(rest);
    case REST_FOUR_DIGITS:
        return rest.length == 4 && ascii_are_all(rest, ascii_is_digit);
    case REST_DIGITS:
        return ascii_are_all(rest, ascii_is_digit);
    case REST_WORD:
        return ascii_are_all(rest, ascii_is_letter_or_digit);
    case REST_PRINTABLE:
        return ascii_are_all(rest, is_printable);
    }
    return false;
}

Slice code_template_of(Slice system, Slice code)
{
    for (size_t i = 0; i < sizeof TEMPLATES / sizeof *TEMPLATES; i++) {
        const CodeTemplate *row = &TEMPLATES[i];
        if (slice_starts_with(code, row->beginning) && slice_equals(system, row->system) &&
            fits(slice_part(code, row->beginning.length, code.length), row->rest)) {
            return row->code;
        }
    }
    return (Slice){NULL, 0};
}
