/* Rules: the definitions that are part of the program, as a pack in a read-only section. */
#include "src/profile/pack/registry.h"

extern const char builtin_pack[];

__asm__(".section .rodata,\"a\",@progbits\n"
        ".balign 16\n"
        ".global builtin_pack\n"
        ".hidden builtin_pack\n"
        ".type builtin_pack, @object\n"
        "builtin_pack:\n"
        ".incbin \"" DEFINITIONS_PACK "\"\n"
        ".size builtin_pack, . - builtin_pack\n"
        ".balign 16\n"
        ".previous\n");

Rules *rules_new(void)
{
    Rules *rules = rules_new_empty();
    rules_lend_pack(rules, (const PackHeader *)(const void *)builtin_pack);
    return rules;
}
