/*
 * The decoder for 8-bit words in blocks of 8 with 16 streams in flight.
 *
 * Cutting a stream into symbols is one long chain of dependences, so 8 streams go side by side in
 * the 64-bit groups of a register, and two registers in turn. A step of a group takes a run of
 * 8-bit symbols and one other symbol, as parse does. Blocks that are complete go to a queue,
 * from which they are restored 8 at a time.
 */
#ifndef EBPC_BYTE_DECODER_AVX512_H
#define EBPC_BYTE_DECODER_AVX512_H

#include "byte_decoder.h"

enum {
  FEW_JOBS = 4,      /* below that one stream after the other is faster */
  QUEUE_BLOCKS = 64, /* restored at a time: stores are long done when they are loaded again */
  BLOCK_END = 72,    /* 8 for every plane */
  /* A window has 57 valid bits: 8 may be the base, 6 are for the symbol behind a run. */
  FIRST_GUARD = 23,
  NEXT_GUARD = 15
};

/* By the first 6 bits of a symbol: 8 for every plane, bits, code byte; zero for 8-bit symbols. */
#define SHORT_PLANES(i, l) (uint8_t)(SHORT_SYMBOL(i, l) << 3)
#define SHORT_LENGTH(i, l) (uint8_t)(SHORT_SYMBOL(i, l) >> 32)
#define SHORT_CODE(i, l) (uint8_t)(SHORT_SYMBOL(i, l) >> 56)
static const uint8_t PLANES_OF_SHORT[64] = {TABLE64(SHORT_PLANES, 0, 3)};
static const uint8_t LENGTH_OF_SHORT[64] = {TABLE64(SHORT_LENGTH, 0, 3)};
static const uint8_t CODE_OF_SHORT[64] = {TABLE64(SHORT_CODE, 0, 3)};

struct block_lanes {
  __m512i bit;   /* next bit, counted from the start of the first job's stream; signed */
  __m512i limit; /* where the stream ends */
  __m512i shift; /* 8 for every plane of the block so far */
  __m512i codes; /* code bytes of these planes, plane 0 on top */
  __m512i base;
  __m512i to;  /* where the block goes, counted from the first job's values */
  __m512i end; /* where the last block of the job ends */
  __mmask8 active;
  int job[8];
};

struct block_queue {
  uint64_t codes[QUEUE_BLOCKS + 8];
  uint64_t bases[QUEUE_BLOCKS + 8];
  uint64_t places[QUEUE_BLOCKS + 8];
  int count;
};

EBPC_INLINE __m512i splat64(uint64_t x) {
  return _mm512_set1_epi64((long long)x);
}

EBPC_INLINE __m512i swap_bytes(__m512i x) {
  const __m128i reversed = _mm_set_epi8(8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);
  return _mm512_shuffle_epi8(x, _mm512_broadcast_i32x4(reversed));
}

/* Bytes 0x80 where a byte does not begin with 1 or 0001, by its upper half. */
EBPC_INLINE __m512i other_symbols(__m512i window) {
  const __m512i of_half = _mm512_broadcast_i32x4(
      _mm_set_epi8(0, 0, 0, 0, 0, 0, 0, 0, -128, -128, -128, -128, -128, -128, 0, -128));
  __m512i half = _mm512_and_si512(_mm512_srli_epi64(window, 4), _mm512_set1_epi8(0x0F));
  return _mm512_shuffle_epi8(of_half, half);
}

/* Position symbols that name a bit behind the plane. */
EBPC_INLINE __mmask64 wrong_positions(__m512i codes) {
  __m512i even = _mm512_and_si512(codes, _mm512_set1_epi8(-2));
  return _mm512_cmpeq_epi8_mask(even, _mm512_set1_epi8(0x16)) |
         _mm512_cmpeq_epi8_mask(codes, _mm512_set1_epi8(0x1F));
}

EBPC_INLINE void enqueue(struct block_queue *queue, const struct block_lanes *group,
                         __mmask8 done) {
  int at = queue->count;
  _mm512_storeu_si512(queue->codes + at, _mm512_maskz_compress_epi64(done, group->codes));
  _mm512_storeu_si512(queue->bases + at, _mm512_maskz_compress_epi64(done, group->base));
  _mm512_storeu_si512(queue->places + at, _mm512_maskz_compress_epi64(done, group->to));
  queue->count = at + (int)_mm_popcnt_u32(done);
}

/* Restores the first blocks of the queue and keeps the rest. */
EBPC_INLINE void drain(struct block_queue *queue, int blocks, uint8_t *values) {
  for (int i = 0; i < blocks; i += 8) {
    __m512i words =
        restore(_mm512_loadu_si512(queue->codes + i), _mm512_loadu_si512(queue->bases + i));
    __mmask8 there = (__mmask8)(blocks - i < 8 ? (1 << (blocks - i)) - 1 : 0xFF);
    _mm512_mask_i64scatter_epi64(values, there, _mm512_loadu_si512(queue->places + i), words, 1);
  }
  queue->count -= blocks;
  _mm512_storeu_si512(queue->codes, _mm512_loadu_si512(queue->codes + blocks));
  _mm512_storeu_si512(queue->bases, _mm512_loadu_si512(queue->bases + blocks));
  _mm512_storeu_si512(queue->places, _mm512_loadu_si512(queue->places + blocks));
}

/* One step of 8 streams; gives the lanes whose job is done. *bad collects what is wrong. */
EBPC_INLINE __mmask8 step(struct block_lanes *group, const uint8_t *streams,
                          struct block_queue *queue, uint64_t *bad) {
  const __mmask64 low_bytes = UINT64_C(0x0101010101010101);
  /* 1. Windows; at the start of a block the base is in front. */
  __m512i bytes = _mm512_mask_i64gather_epi64(_mm512_setzero_si512(), group->active,
                                              _mm512_srai_epi64(group->bit, 3), streams, 1);
  __m512i window = _mm512_sllv_epi64(swap_bytes(bytes), _mm512_and_si512(group->bit, splat64(7)));
  __mmask8 fresh = _mm512_testn_epi64_mask(group->shift, group->shift);
  group->base = _mm512_mask_srli_epi64(group->base, fresh, window, 56);
  window = _mm512_mask_slli_epi64(window, fresh, window, 8);
  __m512i guard = _mm512_mask_mov_epi64(splat64(UINT64_C(1) << NEXT_GUARD), fresh,
                                        splat64(UINT64_C(1) << FIRST_GUARD));
  /* 2. The run of 8-bit symbols, at most to the end of the block. */
  __m512i run = _mm512_lzcnt_epi64(_mm512_or_si512(other_symbols(window), guard));
  __m512i left = _mm512_sub_epi64(splat64(BLOCK_END), group->shift);
  __mmask8 to_end = _mm512_cmpge_epu64_mask(run, left);
  run = _mm512_min_epu64(run, left);
  __m512i behind = _mm512_srlv_epi64(splat64(~UINT64_C(0)), run);
  __m512i taken = _mm512_andnot_si512(behind, window);
  __mmask64 wrong = wrong_positions(taken);
  /* 3. The symbol behind it; none (its table entry is zero) at the end of the block. */
  __m512i six = _mm512_srli_epi64(_mm512_sllv_epi64(window, run), 58);
  six = _mm512_mask_mov_epi64(six, to_end, splat64(63));
  __m512i code = _mm512_maskz_permutexvar_epi8(low_bytes, six, _mm512_loadu_si512(CODE_OF_SHORT));
  __m512i planes =
      _mm512_maskz_permutexvar_epi8(low_bytes, six, _mm512_loadu_si512(PLANES_OF_SHORT));
  __m512i length =
      _mm512_maskz_permutexvar_epi8(low_bytes, six, _mm512_loadu_si512(LENGTH_OF_SHORT));
  code = _mm512_sllv_epi64(code, _mm512_sub_epi64(splat64(56), run));
  /* 4. Their code bytes behind those of the block so far. */
  taken = _mm512_srlv_epi64(_mm512_or_si512(taken, code), group->shift);
  group->codes = _mm512_mask_or_epi64(taken, (__mmask8)~fresh, taken, group->codes);
  group->shift = _mm512_add_epi64(group->shift, _mm512_add_epi64(run, planes));
  __m512i used = _mm512_add_epi64(run, length);
  used = _mm512_mask_add_epi64(used, fresh, used, splat64(8));
  group->bit = _mm512_mask_add_epi64(group->bit, group->active, group->bit, used);
  /* 5. What is wrong: a position, a run of planes past the block, the end of the stream. */
  __mmask8 past = _mm512_cmpgt_epu64_mask(group->shift, splat64(BLOCK_END)) |
                  _mm512_cmpgt_epi64_mask(group->bit, group->limit);
  *bad |= wrong | (past & group->active);
  /* 6. Complete blocks. */
  __mmask8 full = _mm512_cmpge_epu64_mask(group->shift, splat64(BLOCK_END));
  __mmask8 done = full & group->active;
  enqueue(queue, group, done);
  group->shift = _mm512_mask_mov_epi64(group->shift, full, _mm512_setzero_si512());
  group->to = _mm512_mask_add_epi64(group->to, done, group->to, splat64(8));
  return _mm512_mask_cmpeq_epi64_mask(done, group->to, group->end);
}

/* The jobs of a call that are still to be begun, the longest first. */
struct job_list {
  struct block_job *jobs;
  int order[GROUP_CHUNKS];
  int count;
  int next;
};

static void list_jobs(struct job_list *list, struct block_job *jobs, int count) {
  list->jobs = jobs;
  list->count = 0;
  list->next = 0;
  for (int j = 0; j < count; j++) {
    if (jobs[j].blocks == 0) {
      continue;
    }
    int at = list->count++;
    for (; at > 0 && jobs[list->order[at - 1]].blocks < jobs[j].blocks; at--) {
      list->order[at] = list->order[at - 1];
    }
    list->order[at] = j;
  }
}

EBPC_INLINE void set_lane(__m512i *group, int lane, uint64_t value) {
  *group = _mm512_mask_mov_epi64(*group, (__mmask8)(1U << lane), splat64(value));
}

EBPC_INLINE uint64_t get_lane(__m512i group, int lane) {
  uint64_t all[8];
  _mm512_storeu_si512(all, group);
  return all[lane];
}

/* Bits from the first job's stream to a job's. */
static uint64_t stream_offset(const struct job_list *list, const struct block_job *job) {
  return 8 * (uint64_t)((uintptr_t)job->stream - (uintptr_t)list->jobs[0].stream);
}

/* Gives the next jobs to lanes; those that get none fall idle. */
static void begin_jobs(struct block_lanes *group, __mmask8 free, struct job_list *list) {
  for (int lane = 0; lane < 8; lane++) {
    if ((free >> lane & 1) == 0) {
      continue;
    }
    if (list->next == list->count) {
      group->active &= (__mmask8) ~(1U << lane);
      continue;
    }
    int j = list->order[list->next++];
    const struct block_job *job = &list->jobs[j];
    uint64_t start = stream_offset(list, job);
    uint64_t place = (uint64_t)((uintptr_t)job->values - (uintptr_t)list->jobs[0].values);
    set_lane(&group->bit, lane, start + job->bit);
    set_lane(&group->limit, lane, start + job->limit);
    set_lane(&group->to, lane, place);
    set_lane(&group->end, lane, place + 8 * (uint64_t)job->blocks);
    group->active |= (__mmask8)(1U << lane);
    group->job[lane] = j;
  }
}

static void end_jobs(struct block_lanes *group, __mmask8 ended, struct job_list *list) {
  for (int lane = 0; lane < 8; lane++) {
    if (ended >> lane & 1) {
      struct block_job *job = &list->jobs[group->job[lane]];
      job->bit = get_lane(group->bit, lane) - stream_offset(list, job);
    }
  }
  begin_jobs(group, ended, list);
}

static void begin_lanes(struct block_lanes *group, struct job_list *list) {
  const __m512i zero = _mm512_setzero_si512();
  *group = (struct block_lanes){.bit = zero,
                                .limit = zero,
                                .shift = zero,
                                .codes = zero,
                                .base = zero,
                                .to = zero,
                                .end = zero};
  begin_jobs(group, 0xFF, list);
}

static bool decode_byte_lanes(const struct code *code, struct block_job *jobs, int count) {
  struct job_list list;
  list_jobs(&list, jobs, count);
  if (list.count < FEW_JOBS) {
    return decode_byte_blocks(code, jobs, count);
  }
  struct block_lanes one;
  struct block_lanes two;
  struct block_queue queue;
  queue.count = 0;
  begin_lanes(&one, &list);
  begin_lanes(&two, &list);
  uint64_t bad = 0;
  while ((one.active | two.active) != 0) {
    __mmask8 ended_one = step(&one, jobs[0].stream, &queue, &bad);
    if (queue.count >= QUEUE_BLOCKS) {
      drain(&queue, QUEUE_BLOCKS, jobs[0].values);
    }
    __mmask8 ended_two = step(&two, jobs[0].stream, &queue, &bad);
    if (queue.count >= QUEUE_BLOCKS) {
      drain(&queue, QUEUE_BLOCKS, jobs[0].values);
    }
    if (EBPC_UNLIKELY(bad != 0)) {
      return false;
    }
    if (EBPC_UNLIKELY((ended_one | ended_two) != 0)) {
      end_jobs(&one, ended_one, &list);
      end_jobs(&two, ended_two, &list);
    }
  }
  drain(&queue, queue.count, jobs[0].values);
  return true;
}

#endif
