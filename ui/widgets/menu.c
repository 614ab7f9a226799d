/* Menu: a sentence and a few answers, each with a letter or digit. */
#include "ui/widgets/menu.h"

#include "src/base/memory.h"
#include "src/base/utf8.h"
#include "ui/widgets/list.h"
#include "ui/widgets/text_view.h"

#include <stdlib.h>

enum { WIDTH_MAXIMUM = 76, WIDTH_MINIMUM = 24, LETTER_CELLS = 5 };

typedef struct MenuRow {
    char *label;
    char *note; /* NULL: none */
    uint32_t letter;
} MenuRow;

typedef struct Menu {
    char *title;
    TextView *text; /* NULL: none */
    MenuRow *items;
    size_t count;
    bool is_anchored;
    int x;
    int y;
    void *context;
    Reaction (*chosen)(void *context, size_t position);
    void (*free)(void *context);
    List list;
    int width;
} Menu;

/* The key that chooses an item. */
static uint32_t letter_of(const Menu *menu, size_t position)
{
    uint32_t letter = menu->items[position].letter;
    return letter ? letter : position < 9 ? '1' + (uint32_t)position : 0;
}

/* Columns that the widest line asks for. */
static int wanted_width(const Menu *menu)
{
    int widest = (int)cluster_width(slice_from(menu->title), CLUSTER_UNICODE) + 4;
    for (size_t i = 0; i < menu->count; i++) {
        const MenuRow *item = &menu->items[i];
        int cells = LETTER_CELLS + (int)cluster_width(slice_from(item->label), CLUSTER_UNICODE);
        cells += item->note ? 2 + (int)cluster_width(slice_from(item->note), CLUSTER_UNICODE) : 0;
        widest = cells > widest ? cells : widest;
    }
    widest += 3;
    widest = menu->text && widest < WIDTH_MAXIMUM * 3 / 4 ? WIDTH_MAXIMUM * 3 / 4 : widest;
    widest = widest < WIDTH_MINIMUM ? WIDTH_MINIMUM : widest;
    return widest < WIDTH_MAXIMUM ? widest : WIDTH_MAXIMUM;
}

static Rect menu_area(void *self, Rect screen)
{
    Menu *menu = self;
    int width = menu->width < screen.width ? menu->width : screen.width;
    int text_rows = menu->text ? text_view_rows(menu->text, width - 4) + 1 : 0;
    int height = (int)menu->count + text_rows + 2;
    Rect area = rect_centred(screen, width, height);
    if (menu->is_anchored) {
        int right = screen.x + screen.width - area.width;
        area.x = menu->x < right ? menu->x : right;
        bool fits_below = menu->y + 1 + area.height <= screen.y + screen.height;
        bool fits_above = menu->y - area.height >= screen.y;
        area.y = fits_below ? menu->y + 1 : fits_above ? menu->y - area.height : area.y;
    }
    return area;
}

static void draw_item(void *context, uint64_t row, Canvas *canvas, Rect line, bool is_selected)
{
    (void)is_selected;
    Menu *menu = context;
    const MenuRow *item = &menu->items[row];
    uint32_t letter = letter_of(menu, (size_t)row);
    if (letter) {
        Text name = TEXT_EMPTY;
        utf8_append(&name, letter);
        canvas_text(canvas, line.x + 1, line.y, 2, STYLE_HINT_KEY, text_slice(&name));
        text_free(&name);
    }
    int x = line.x + LETTER_CELLS - 1;
    int end = line.x + line.width;
    x += canvas_label(canvas, x, line.y, end - x, STYLE_PLAIN, item->label) + 2;
    if (item->note) {
        canvas_label(canvas, x, line.y, end - x, STYLE_DIM, item->note);
    }
}

static void menu_draw(void *self, Canvas *canvas, Rect area)
{
    Menu *menu = self;
    canvas_fill(canvas, area, GROUND_OVERLAY);
    Rect inside = canvas_box(canvas, area, STYLE_BORDER_FOCUS, menu->title);
    int text_rows = inside.height - (int)menu->count;
    if (menu->text && text_rows > 0) {
        Rect text = rect_make(inside.x + 1, inside.y, inside.width - 2, text_rows > 1 ? text_rows - 1 : 1);
        text_view_draw(menu->text, canvas, text);
        inside = rect_make(inside.x, inside.y + text_rows, inside.width, inside.height - text_rows);
    }
    list_draw(&menu->list, canvas, inside, GROUND_OVERLAY, true, draw_item, menu);
}

static Reaction choose(Menu *menu, size_t position)
{
    return menu->chosen(menu->context, position) | REACT_CLOSE;
}

static Reaction menu_key(void *self, Key key)
{
    Menu *menu = self;
    if (keys_equal(key, key_make(KEYCODE_ESCAPE, 0)) || keys_equal(key, key_make('c', KEY_CTRL))) {
        return choose(menu, SIZE_MAX);
    }
    if (keys_equal(key, key_make(KEYCODE_ENTER, 0)) && menu->count) {
        return choose(menu, (size_t)menu->list.selected);
    }
    for (size_t i = 0; i < menu->count && key_is_text(key); i++) {
        if (letter_of(menu, i) == key.code) {
            return choose(menu, i);
        }
    }
    if (!(key.modifiers & (KEY_ALT | KEY_CTRL)) && (key.code == KEYCODE_TAB || key.code == 'j' || key.code == 'k')) {
        bool is_up = key.code == 'k' || key.modifiers & KEY_SHIFT;
        return list_move(&menu->list, is_up ? -1 : 1);
    }
    return list_key(&menu->list, key);
}

static Reaction menu_mouse(void *self, Mouse mouse)
{
    Menu *menu = self;
    bool activated;
    uint64_t row = list_row_at(&menu->list, mouse.x, mouse.y);
    if (mouse.button == MOUSE_LEFT && mouse.action == MOUSE_PRESS) {
        Rect area = menu->list.area;
        bool is_sibling = mouse.x < area.x - 1 || mouse.x > area.x + area.width || mouse.y > area.y + area.height;
        return row != LIST_NONE ? choose(menu, (size_t)row) : is_sibling ? choose(menu, SIZE_MAX) : REACT_NONE;
    }
    return list_mouse(&menu->list, mouse, &activated);
}

static void menu_free(void *self)
{
    Menu *menu = self;
    if (menu->free) {
        menu->free(menu->context);
    }
    for (size_t i = 0; i < menu->count; i++) {
        free(menu->items[i].label);
        free(menu->items[i].note);
    }
    free(menu->items);
    free(menu->title);
    text_view_free(menu->text);
    free(menu);
}

static const ViewKind menu_kind = {.name = "menu",
                                   .foot = BOX_FOOT,
                                   .help = "the letter\tselects the answer\nUp Down j k Tab\tgo from answer to "
                                           "answer\nEnter\tapplies the selected answer\nEsc ^C\tcancel",
                                   .area = menu_area,
                                   .draw = menu_draw,
                                   .key = menu_key,
                                   .mouse = menu_mouse,
                                   .free = menu_free};

View menu_new(MenuOptions options)
{
    Menu *menu = memory_allocate_zeroed(1, sizeof *menu);
    menu->title = memory_copy_string(slice_from(options.title));
    menu->items = memory_allocate_zeroed(options.count, sizeof *menu->items);
    menu->count = options.count;
    for (size_t i = 0; i < options.count; i++) {
        const MenuItem *item = &options.items[i];
        menu->items[i] = (MenuRow){.label = memory_copy_string(slice_from(item->label)),
                                   .note = item->note ? memory_copy_string(slice_from(item->note)) : NULL,
                                   .letter = item->letter};
    }
    if (options.text) {
        menu->text = text_view_new();
        text_view_add(menu->text, STYLE_PLAIN, slice_from(options.text));
        text_view_end_line(menu->text);
    }
    menu->is_anchored = options.is_anchored;
    menu->x = options.x;
    menu->y = options.y;
    menu->context = options.context;
    menu->chosen = options.chosen;
    menu->free = options.free;
    menu->width = wanted_width(menu);
    list_set_count(&menu->list, options.count);
    list_select(&menu->list, options.selected);
    return (View){&menu_kind, menu};
}
