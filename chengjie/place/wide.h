// Loops over integers held in doubles, compiled a second time for machines with wider registers.
// Such sums are exact, so the width cannot change an answer.
#pragma once

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__clang__)
#define CJ_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define CJ_WIDE
#endif
