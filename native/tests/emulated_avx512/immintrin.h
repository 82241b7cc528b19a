/*
 * Stands in for <immintrin.h> where src/avx512.c is compiled for CPUs without AVX-512: the same
 * intrinsics in plain C, lane by lane, so that its kernels are tested on any x86-64 with AVX2.
 *
 * What is masked off is not touched in memory, and aligned loads insist on alignment. A missing
 * intrinsic is a line if its lanes do not depend on each other (see lane_by_lane.h), else a few.
 */
#ifndef EBPC_EMULATED_AVX512_H
#define EBPC_EMULATED_AVX512_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The compiler's own headers up to AVX2 and BMI2; they ask to be included by the real one only. */
#if defined(__clang__)
#  define __IMMINTRIN_H
#  include <bmi2intrin.h>
#  include <bmiintrin.h>
#  include <lzcntintrin.h>
#else
#  define _IMMINTRIN_H_INCLUDED
#  include <x86gprintrin.h>
#endif
#include <nmmintrin.h>
#include <avxintrin.h>
#include <avx2intrin.h>

/* Empty templates that keep a vector in a register name constraints of AVX-512. */
#define __asm__(...) ((void)0)

typedef union {
  uint8_t u8[64];
  int8_t i8[64];
  uint16_t u16[32];
  int16_t i16[32];
  uint32_t u32[16];
  int32_t i32[16];
  uint64_t u64[8];
  int64_t i64[8];
  __m128i x128[4];
  __m256i x256[2];
} __m512i;

typedef uint8_t __mmask8;
typedef uint16_t __mmask16;
typedef uint32_t __mmask32;
typedef uint64_t __mmask64;

/* Calls, so that the compiler is not busy for minutes with what is inlined into kernels. */
#define EMULATED static __attribute__((noinline, unused))
#define ALL_LANES (~UINT64_C(0))
#define LANES_OF(lane) ((int)(64 / sizeof((__m512i *)0)->lane[0]))
#define BITS_OF(lane) ((unsigned)(8 * sizeof((__m512i *)0)->lane[0]))
#define IN_MASK(mask, i) ((mask) >> (i)&1)

/* Masks with a bit for every lane. */
#define MASK_u8 __mmask64
#define MASK_i8 __mmask64
#define MASK_u16 __mmask32
#define MASK_i16 __mmask32
#define MASK_u32 __mmask16
#define MASK_i32 __mmask16
#define MASK_u64 __mmask8
#define MASK_i64 __mmask8

#include "memory_and_masks.h"

#include "lane_by_lane.h"
#include "lanes_that_move.h"

#endif
