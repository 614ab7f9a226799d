/*
 * Style: the roles by which everything is drawn.
 *
 * Drawing never names a colour. A cell has a Style, which says what its text *is* (a key, an error, a gap), and a
 * Ground, which says what it lies *on* (the screen, the selected row, an overlay). A theme (theme.h) gives each style
 * its foreground and attributes and each ground its background, for every depth of colour. Roles are named in theme
 * files by the second column.
 */
#ifndef IPSE_KIT_STYLE_H
#define IPSE_KIT_STYLE_H

/* X(enumerator, name in theme files, what it is for) */
#define STYLE_TABLE(X)                                                                                                 \
    X(PLAIN, "plain", "normal text")                                                                                   \
    X(DIM, "dim", "less important text: notes, line numbers, units")                                                   \
    X(STRONG, "strong", "more important text")                                                                         \
    X(TITLE, "title", "titles of panes and overlays")                                                                  \
    X(BORDER, "border", "lines between panes")                                                                         \
    X(BORDER_FOCUS, "border-focus", "lines around the active pane")                                                    \
    X(GUIDE, "guide", "the lines that join the rows of a tree")                                                        \
    X(FILE, "file", "file names")                                                                                      \
    X(MODIFIED, "modified", "the mark of a file with changes")                                                         \
    X(HINT_KEY, "hint-key", "keys in the footer, in menus and in help")                                                \
    X(HINT, "hint", "words in the footer and other hints")                                                             \
    X(KEY, "key", "names of elements and of JSON members")                                                             \
    X(STRING, "string", "JSON strings")                                                                                \
    X(NUMBER, "number", "JSON numbers")                                                                                \
    X(LITERAL, "literal", "true, false and null")                                                                      \
    X(PUNCTUATION, "punctuation", "brackets, commas, quotes")                                                          \
    X(ESCAPE, "escape", "escaped characters")                                                                          \
    X(WORDS, "words", "words from values: DICOM summaries, displays of codes")                                         \
    X(CODE, "code", "codes, types and cardinalities of rules")                                                         \
    X(LINK, "link", "paths, URLs and other places to go to")                                                           \
    X(ABSENT, "ghost", "missing elements")                                                                             \
    X(OBLIGATION, "obligation", "a fulfilled obligation")                                                              \
    X(OBLIGATION_GAP, "obligation-gap", "an obligation with a missing element")                                        \
    X(ISSUE_ERROR, "issue-error", "errors")                                                                            \
    X(ISSUE_WARNING, "issue-warning", "warnings")                                                                      \
    X(ISSUE_NOTE, "issue-note", "notes")                                                                               \
    X(GOOD, "good", "success: no errors, saved, a finished step")                                                      \
    X(MATCH, "match", "characters that a search or filter found")                                                      \
    X(ADDED, "added", "added text")                                                                                    \
    X(REMOVED, "removed", "removed text")                                                                              \
    X(PROMPT, "prompt", "the question before an input")                                                                \
    X(INPUT, "input", "typed text")                                                                                    \
    X(SCROLLBAR, "scrollbar", "the position in a longer view")

typedef enum Style {
#define STYLE_ENUMERATOR(enumerator, name, help) STYLE_##enumerator,
    STYLE_TABLE(STYLE_ENUMERATOR)
#undef STYLE_ENUMERATOR
        STYLE_COUNT
} Style;

/* X(enumerator, name in theme files, what it is for) */
#define GROUND_TABLE(X)                                                                                                \
    X(SCREEN, "screen", "the screen itself")                                                                           \
    X(HEADER, "header", "the first line")                                                                              \
    X(FOOTER, "footer", "the last line")                                                                               \
    X(SELECTED, "selected", "the focused row")                                                                         \
    X(SELECTED_AWAY, "selected-away", "the selected row of an inactive pane")                                          \
    X(OVERLAY, "overlay", "menus, pickers, prompts and help")                                                          \
    X(INPUT, "input", "the field of an input")                                                                         \
    X(MATCH, "match", "a search result")                                                                               \
    X(ADDED, "added", "added lines")                                                                                   \
    X(REMOVED, "removed", "removed lines")

typedef enum Ground {
#define GROUND_ENUMERATOR(enumerator, name, help) GROUND_##enumerator,
    GROUND_TABLE(GROUND_ENUMERATOR)
#undef GROUND_ENUMERATOR
        GROUND_COUNT
} Ground;

/* Names as in theme files; "" past the end. */
const char *style_name(Style style);
const char *ground_name(Ground ground);

#endif
