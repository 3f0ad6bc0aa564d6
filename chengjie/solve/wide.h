// CJ_WIDE before a function: the same source compiled for wider registers too, chosen when the
// program starts. Fused operations stay off (-ffp-contract=off), and a function so marked keeps the
// order of its sums, so its answers have the same bits on any processor.
#pragma once

// The resolver of function versions runs before the sanitizers are ready: plain builds only.
#if defined(__SANITIZE_ADDRESS__)
#define CJ_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CJ_SANITIZED 1
#endif
#endif
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(CJ_SANITIZED)
#define CJ_WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define CJ_WIDE
#endif

namespace chengjie::solve {

using Four [[gnu::vector_size(32), gnu::aligned(8), gnu::may_alias]] = double;

}  // namespace chengjie::solve
