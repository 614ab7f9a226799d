/* Functions that take a part of a collection (FHIRPath N1 section 5.3). */
#include "src/fhirpath/functions/functions.h"
#include "src/fhirpath/machine/compare.h"

/* Pushes the items from `first` on, at most `count`. */
static bool push_part(Machine *machine, Range input, size_t first, size_t count)
{
    first = first < input.count ? first : input.count;
    count = count < input.count - first ? count : input.count - first;
    machine_push_range(machine, (Range){input.first + first, count});
    return true;
}

static bool call_single(Machine *machine, const Call *call)
{
    Item item;
    bool is_empty;
    return machine_single(machine, call->input, &item, &is_empty) && push_part(machine, call->input, 0, 1);
}

static bool call_first(Machine *machine, const Call *call)
{
    return push_part(machine, call->input, 0, 1);
}

static bool call_last(Machine *machine, const Call *call)
{
    return push_part(machine, call->input, call->input.count ? call->input.count - 1 : 0, 1);
}

static bool call_tail(Machine *machine, const Call *call)
{
    return push_part(machine, call->input, 1, SIZE_MAX);
}

/* The number that skip() and take() are given; negative ones count as zero. */
static bool read_count(Machine *machine, const Call *call, size_t *count)
{
    int64_t number = 0;
    bool is_empty;
    if (!machine_integer(machine, call->arguments[0], &number, &is_empty)) {
        return false;
    }
    *count = is_empty || number < 0 ? 0 : (size_t)number;
    return true;
}

static bool call_skip(Machine *machine, const Call *call)
{
    size_t count;
    return read_count(machine, call, &count) && push_part(machine, call->input, count, SIZE_MAX);
}

static bool call_take(Machine *machine, const Call *call)
{
    size_t count;
    return read_count(machine, call, &count) && push_part(machine, call->input, 0, count);
}

static bool call_intersect(Machine *machine, const Call *call)
{
    ItemSet others = set_of(machine, call->arguments[0]), own = set_new(machine, call->input.first, 0);
    for (size_t i = 0; i < call->input.count; i++) {
        Item item = *machine_item(machine, call->input.first + i);
        if (set_contains(machine, &others, &item) && set_add(machine, &own, call->input.first + i)) {
            machine_push(machine, &item);
        }
    }
    return true;
}

static bool call_exclude(Machine *machine, const Call *call)
{
    ItemSet others = set_of(machine, call->arguments[0]);
    for (size_t i = 0; i < call->input.count; i++) {
        Item item = *machine_item(machine, call->input.first + i);
        if (!set_contains(machine, &others, &item)) {
            machine_push(machine, &item);
        }
    }
    return true;
}

const Function functions_subset[] = {
    {"single", 0, 0, FUNCTION_VALUES, 0, call_single, "the only item; an error if several items exist"},
    {"first", 0, 0, FUNCTION_VALUES, 0, call_first, "the first item"},
    {"last", 0, 0, FUNCTION_VALUES, 0, call_last, "the last item"},
    {"tail", 0, 0, FUNCTION_VALUES, 0, call_tail, "all items except the first"},
    {"skip", 1, 1, FUNCTION_VALUES, 0, call_skip, "all items except the first N"},
    {"take", 1, 1, FUNCTION_VALUES, 0, call_take, "the first N items"},
    {"intersect", 1, 1, FUNCTION_VALUES, 0, call_intersect, "the common items of both collections"},
    {"exclude", 1, 1, FUNCTION_VALUES, 0, call_exclude, "the items outside of the other collection"},
    {0},
};
