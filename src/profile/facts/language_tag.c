/* Language tags: lists of what is registered, and the order of the parts. */
#include "src/profile/facts/language_tag.h"

#include "src/base/ascii.h"

enum { SUBTAG_LENGTH_MAXIMUM = 8 };

/* The kinds of subtags, in the order that RFC 5646 requires. */
enum { EXTENDED = 1, SCRIPT, REGION, VARIANT, SINGLETON };

/* Two letters each, sorted: the codes of ISO 639-1, and "sh", which registers keep though it is withdrawn. */
static const char ISO_639_1[] =
    "aaabaeafakamanarasavayazbabebgbhbibmbnbobrbscacechcocrcscucvcydadedvdzeeeleneoeseteufafffifjfofrfygagdglgngugvha"
    "hehihohrhthuhyhziaidieigiiikioisitiujajvkakgkikjkkklkmknkokrkskukvkwkylalblglilnloltlulvmgmhmimkmlmnmrmsmtmynanb"
    "ndnengnlnnnonrnvnyocojomorospapiplpsptqurmrnrorurwsascsdsesgshsiskslsmsnsosqsrssstsusvswtatetgthtitktltntotrtsttt"
    "wtyugukuruzvevivowawoxhyiyozazhzu";

/* Three letters each, sorted: the codes of ISO 639-2 for languages that have two letters in ISO 639-1. */
static const char LONG_CODES[] =
    "aarabkafrakaalbamharaargarmasmavaaveaymazebakbambaqbelbenbihbisbodbosbrebulburcatceschachechichuchvcorcoscrecymc"
    "zedandeudivdutdzoellengepoesteusewefaofasfijfinfrafrefryfulgeogerglagleglgglvgregrngujhathauhebherhinhmohrvhunhy"
    "eiboiceidoiiiikuileinaindipkislitajavjpnkalkankaskatkaukazkhmkikkinkirkomkonkorkuakurlaolatlavlimlinlitltzlublug"
    "macmahmalmaomarmaymkdmlgmltmonmrimsamyanaunavnblndendonepnldnnonobnornyaociojioriormosspanperplipolporpusquerohr"
    "onrumrunrussagsansinslksloslvsmesmosnasndsomsotspasqisrdsrpsswsunswaswetahtamtatteltgktglthatibtirtontsntsotuktu"
    "rtwiuigukrurduzbvenvievolwelwlnwolxhoyidyorzhazhozul";

/* Two letters each, sorted: the regions of the registry, which are those of ISO 3166-1 and some that it keeps besides.
 */
static const char REGIONS[] =
    "AAACADAEAFAGAIALAMANAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBUBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCPCQCR"
    "CSCUCVCWCXCYCZDDDEDGDJDKDMDODZEAECEEEGEHERESETEUEZFIFJFKFMFOFRFXGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHT"
    "HUICIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMU"
    "MVMWMXMYMZNANCNENFNGNINLNONPNRNTNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQAQMQNQOQPQQQRQSQTQUQVQWQXQYQZRERORSRURWSASBSC"
    "SDSESGSHSISJSKSLSMSNSOSRSSSTSUSVSXSYSZTATCTDTFTGTHTJTKTLTMTNTOTPTRTTTVTWTZUAUGUMUNUSUYUZVAVCVEVGVIVNVUWFWSXAXBXC"
    "XDXEXFXGXHXIXJXKXLXMXNXOXPXQXRXSXTXUXVXWXXXYXZYDYEYTYUZAZMZRZWZZ";

/* True for a code of `size` letters in a list of them, in either case. */
static bool is_listed(Slice code, const char *list, size_t size)
{
    for (; *list; list += size) {
        if (slice_equals_ignoring_case(code, slice_make(list, size))) {
            return true;
        }
    }
    return false;
}

/* The place of a subtag in the order that RFC 5646 requires: extended language, script, region, variant, then single
   letters that begin extensions and private use. 0 where the subtag has none of these forms. */
static unsigned subtag_rank(Slice subtag)
{
    if (subtag.length == 1) {
        return SINGLETON;
    }
    if (subtag.length == 2 || (subtag.length == 3 && ascii_are_all(subtag, ascii_is_digit))) {
        return subtag.length == 3 || ascii_are_all(subtag, ascii_is_letter) ? REGION : 0;
    }
    if (subtag.length == 3) {
        return ascii_are_all(subtag, ascii_is_letter) ? EXTENDED : 0;
    }
    if (subtag.length == 4 && !ascii_is_digit(subtag.bytes[0])) {
        return ascii_are_all(subtag, ascii_is_letter) ? SCRIPT : 0;
    }
    return VARIANT;
}

/* Judges the subtags after the primary language. */
static const char *subtags_fault(Slice rest)
{
    unsigned last = 0;
    bool is_free = false; /* within an extension or private use, where any subtag may follow */
    while (rest.length > 0) {
        size_t end = slice_find(rest, SLICE("-"), 1);
        Slice subtag = slice_part(rest, 1, (end > rest.length ? rest.length : end) - 1);
        rest = slice_part(rest, subtag.length + 1, rest.length);
        if (!ascii_are_all(subtag, ascii_is_letter_or_digit) || subtag.length > SUBTAG_LENGTH_MAXIMUM) {
            return "every part must have 1 to 8 letters or digits, separated by hyphens";
        }
        if (is_free) {
            continue;
        }
        unsigned rank = subtag_rank(subtag);
        is_free = subtag.length == 1;
        if (rank == REGION && subtag.length == 2 && !is_listed(subtag, REGIONS, 2)) {
            return "unknown region; the United Kingdom is GB";
        }
        if (rank == 0 || rank < last || (rank == last && (rank == SCRIPT || rank == REGION))) {
            return "the order of the parts must be language, script, region, variant";
        }
        if (is_free && rest.length == 0) {
            return "a part must follow the single letter at the end";
        }
        last = rank;
    }
    return NULL;
}

const char *language_tag_fault(Slice tag)
{
    size_t end = slice_find(tag, SLICE("-"), 0);
    Slice language = slice_part(tag, 0, end);
    Slice rest = slice_part(tag, language.length, tag.length);
    bool is_private =
        slice_equals_ignoring_case(language, SLICE("x")) || slice_equals_ignoring_case(language, SLICE("i"));
    if (is_private && rest.length > 1) {
        return ascii_are_all(slice_part(rest, 1, 1), ascii_is_letter_or_digit) ? NULL
                                                                               : "a part must follow the first letter";
    }
    if (!ascii_are_all(language, ascii_is_letter) || language.length < 2 || language.length > SUBTAG_LENGTH_MAXIMUM) {
        return "2 or 3 letters of a language are required at the start, such as en or de-AT";
    }
    if (language.length == 2 && !is_listed(language, ISO_639_1, 2)) {
        return "the first 2 letters are not a language of ISO 639-1";
    }
    if (language.length == 3 && is_listed(language, LONG_CODES, 3)) {
        return "the language has a code of 2 letters, such as en or de";
    }
    if (language.length > 3) {
        return "2 or 3 letters of a language are required at the start, such as en or de-AT";
    }
    return subtags_fault(rest);
}
