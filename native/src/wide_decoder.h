/*
 * The BPC decoder for words of 2 and 4 bytes in blocks of 8 and 16, over the vectors of a
 * wide_lanes_*.h; for what wide_byte_decoder.h does not do.
 *
 * Cutting a stream into symbols is one long chain of dependences, so some streams are cut in turn.
 * A step of a chain takes a run of symbols as long as a lane and one other symbol, without a branch
 * that depends on them. Their lanes go to the slot of their block, from which blocks are restored
 * when a chain has cut some.
 *
 * A slot ends with the planes, mirrored as in wide_encoder.h, the sign plane in front of them; it
 * begins with the stream position of the base.
 */
#ifndef EBPC_WIDE_DECODER_H
#define EBPC_WIDE_DECODER_H

#include "kernels.h"
#include "shape.h"
#include "wide_restore.h"
#include "wide_tables.h"

enum {
  MOST_CHAINS = 4,    /* run_chains takes 4, 2 or 1 of them */
  SLOTS_BYTES = 1024, /* of a chain */
  MOST_SLOT_BLOCKS = SLOTS_BYTES / 32,
  MOST_SPARE_BASES = 8 /* l_bases loads some more than there are blocks */
};

/* Of what a step collects: a wrong symbol's; the sign of lanes left, below the symbol's lane. */
#define BAD_BITS (SYMBOL_IS_BAD | UINT64_C(1) << 47)

EBPC_INLINE int slot_bytes(struct shape shape) {
  return 2 * plane_bytes(shape) * (shape.size / 8);
}

struct chain {
  const uint8_t *stream;
  uint64_t bit;  /* next bit */
  uint64_t stop; /* one behind the limit; bits are not counted further */
  uint64_t left; /* bytes of lanes that the block lacks */
  uint8_t *end;  /* where the lanes of the block end, that of the sign plane included */
  uint8_t *last; /* the end of the last block that there is a slot for */
  uint8_t *slots;
  int blocks;  /* blocks of the slots */
  int waiting; /* blocks behind them */
  uint8_t *values;
  struct block_job *job;
};

/* The jobs of a call that are still to be begun. */
struct wide_jobs {
  struct block_job *next;
  struct block_job *end;
};

/* Bytes of the lanes of a block with its sign plane. */
EBPC_INLINE int lanes_of_block(const struct code *code, struct shape shape) {
  int word_bits = shape.whole ? 8 * shape.bytes : code->word_bits;
  return (word_bits + 1) * (shape.size / 8);
}

/* One step of a chain. *bad gets one of BAD_BITS if a symbol is wrong. */
EBPC_INLINE void step_chain(const struct code *code, struct chain *chain, struct shape shape,
                            uint64_t *bad) {
  const uint64_t word_bits = shape.whole ? 8 * (uint64_t)shape.bytes : (uint64_t)code->word_bits;
  const uint64_t used = (uint64_t)lanes_of_block(code, shape);
  const uint64_t first_bits =
      shape.size == 8 ? UINT64_C(0x8080808080800000) : UINT64_C(0x8000800080000000);
  /* 1. The run, at most to the end of the block; 57 bits are valid, 9 may be the symbol behind. */
  uint64_t window = window_at(chain->stream, chain->bit);
  uint64_t others = (~window & first_bits) | UINT64_C(1) << 15;
  uint64_t run = (uint64_t)__builtin_clzll(others);
  uint64_t left_bits = chain->left * 8;
  bool to_end = run >= left_bits;
  /* 2. The symbol behind it. */
  uint64_t symbol = symbol_entry(window << run, shape);
  symbol = EBPC_ANY(to_end) ? 0 : symbol;
  run = EBPC_ANY(to_end) ? left_bits : run;
  uint64_t taken = (window & ~(~UINT64_C(0) >> run)) | lane_of(symbol) >> run;
  store_little(chain->end + chain->left - 8, taken);
  uint64_t bit = chain->bit + run + bits_of(symbol);
  bit = EBPC_ANY(bit < chain->stop) ? bit : chain->stop;
  uint64_t left = chain->left - (run >> 3) - bytes_of(symbol);
  *bad |= symbol | left;
  /* 3. Where the next block begins, if this one is complete; it has its slot behind this one. */
  store_little(chain->end + used, bit);
  uint64_t full = mask_of((int64_t)left <= 0);
  chain->bit = bit + (full & word_bits);
  chain->left = (left & ~full) | (used & full);
  chain->end += full & (uint64_t)slot_bytes(shape);
}

/* The words of the blocks in some slots. */
EBPC_INLINE struct pair restore_wide(const struct code *code, const uint8_t *slots,
                                     const uint32_t *bases, struct shape shape) {
  struct pair planes = l_load_planes(slots, shape);
  struct pair stops = planes;
  if (shape.size == 8) {
    stops.part[0] = l_of_mask(l_eq8(planes.part[0], l_splat(LANE_DBP_ZERO)));
    planes.part[0] = l_raw8(planes.part[0]);
  } else {
    for (int i = 0; i < 2; i++) {
      stops.part[i] = l_of_mask16(l_eq16(planes.part[i], l_splat16(LANE_DBP_ZERO)));
      planes.part[i] = l_raw16(planes.part[i]);
    }
  }
  return restore_planes(code, planes, stops, bases, shape);
}

/* Bases of the blocks in the slots. */
EBPC_INLINE void read_bases(const struct code *code, const struct chain *chain, struct shape shape,
                            uint32_t *bases) {
  const int word_bits = shape.whole ? 8 * shape.bytes : code->word_bits;
  for (int i = 0; i < chain->blocks; i++) {
    const uint8_t *slot = chain->slots + i * slot_bytes(shape);
    bases[i] = (uint32_t)(window_at(chain->stream, load_little(slot)) >> (64 - word_bits));
  }
}

/* Restores the blocks of the slots. */
EBPC_INLINE void drain_chain(const struct code *code, struct chain *chain, struct shape shape) {
  const int vector_blocks = LANES_BYTES / plane_bytes(shape);
  const int block_bytes = shape.bytes * shape.size;
  uint32_t bases[MOST_SLOT_BLOCKS + MOST_SPARE_BASES] = {0};
  read_bases(code, chain, shape, bases);
  for (int i = 0; i < chain->blocks; i += vector_blocks) {
    const uint8_t *slots = chain->slots + i * slot_bytes(shape);
    struct pair words = restore_wide(code, slots, bases + i, shape);
    uint8_t *values = chain->values + i * block_bytes;
    if (chain->blocks - i >= vector_blocks) {
      l_store(values, words.part[0]);
      if (shape.size == 16) {
        l_store(values + LANES_BYTES, words.part[1]);
      }
    } else {
      uint8_t rest[2 * LANES_BYTES];
      l_store(rest, words.part[0]);
      l_store(rest + LANES_BYTES, words.part[1]);
      memcpy(values, rest, (size_t)((chain->blocks - i) * block_bytes));
    }
  }
  chain->values += chain->blocks * block_bytes;
}

/* Gives the chain's next blocks empty slots. */
EBPC_INLINE void fill_chain(const struct code *code, struct chain *chain, struct shape shape) {
  const int most = SLOTS_BYTES / slot_bytes(shape);
  const uint64_t word_bits = shape.whole ? 8 * (uint64_t)shape.bytes : (uint64_t)code->word_bits;
  int blocks = chain->waiting < most ? chain->waiting : most;
  chain->blocks = blocks;
  chain->waiting -= blocks;
  memset(chain->slots, 0, SLOTS_BYTES);
  store_little(chain->slots, chain->bit);
  chain->bit += word_bits;
  chain->left = (uint64_t)lanes_of_block(code, shape);
  chain->end = chain->slots + slot_bytes(shape) - chain->left;
  chain->last = chain->end + blocks * slot_bytes(shape);
}

/* Gives the chain the next job that has blocks; false if there is none. */
EBPC_INLINE bool begin_job(const struct code *code, struct chain *chain, struct wide_jobs *jobs,
                           struct shape shape) {
  while (jobs->next < jobs->end && jobs->next->blocks == 0) {
    jobs->next++;
  }
  if (jobs->next == jobs->end) {
    return false;
  }
  struct block_job *job = jobs->next++;
  chain->job = job;
  chain->stream = job->stream;
  chain->bit = job->bit;
  chain->stop = job->limit + 1;
  chain->waiting = job->blocks;
  chain->values = job->values;
  fill_chain(code, chain, shape);
  return true;
}

/* Whether a chain, all of whose slots are full, goes on. */
EBPC_INLINE bool next_slots(const struct code *code, struct chain *chain, struct wide_jobs *jobs,
                            struct shape shape, uint64_t *bad) {
  drain_chain(code, chain, shape);
  /* The next base was taken in advance. */
  chain->bit -= shape.whole ? 8 * (uint64_t)shape.bytes : (uint64_t)code->word_bits;
  if (chain->waiting > 0) {
    fill_chain(code, chain, shape);
    return true;
  }
  *bad |= chain->bit >= chain->stop ? SYMBOL_IS_BAD : 0;
  chain->job->bit = chain->bit;
  return begin_job(code, chain, jobs, shape);
}

EBPC_INLINE bool is_full(const struct chain *chain) {
  return chain->end == chain->last;
}

/* next_slots for one shape. */
typedef bool next_slots_function(const struct code *code, struct chain *chain,
                                 struct wide_jobs *jobs, uint64_t *bad);

/* Runs the first count of some chains until fewer are left; gives how many. */
EBPC_INLINE int run_chains(const struct code *code, struct chain *chains, int count, int active,
                           struct wide_jobs *jobs, struct shape shape, next_slots_function *next,
                           uint64_t *bad) {
  struct chain one = chains[0];
  struct chain two = chains[1];
  struct chain three = chains[2];
  struct chain four = chains[3];
  for (;;) {
    step_chain(code, &one, shape, bad);
    if (count > 1) {
      step_chain(code, &two, shape, bad);
    }
    if (count > 2) {
      step_chain(code, &three, shape, bad);
      step_chain(code, &four, shape, bad);
    }
    bool full = is_full(&one) || (count > 1 && is_full(&two)) ||
                (count > 2 && (is_full(&three) || is_full(&four)));
    if (EBPC_UNLIKELY(full)) {
      chains[0] = one;
      chains[1] = two;
      chains[2] = three;
      chains[3] = four;
      int kept = 0;
      for (int i = 0; i < active; i++) {
        if (i >= count || !is_full(&chains[i]) || next(code, &chains[i], jobs, bad)) {
          chains[kept++] = chains[i];
        }
      }
      if (kept < active) {
        return kept;
      }
      one = chains[0];
      two = chains[1];
      three = chains[2];
      four = chains[3];
    }
  }
}

EBPC_INLINE bool decode_wide(const struct code *code, struct block_job *jobs, int count,
                             struct shape shape, next_slots_function *next) {
  _Alignas(64) uint8_t slots[MOST_CHAINS][SLOTS_BYTES + 64];
  struct chain chains[MOST_CHAINS] = {{0}};
  struct wide_jobs list = {jobs, jobs + count};
  uint64_t bad = 0;
  int active = 0;
  for (int i = 0; i < MOST_CHAINS; i++) {
    chains[active].slots = slots[i];
    active += begin_job(code, &chains[active], &list, shape);
  }
  while (active == 4) {
    active = run_chains(code, chains, 4, active, &list, shape, next, &bad);
  }
  while (active >= 2) {
    active = run_chains(code, chains, 2, active, &list, shape, next, &bad);
  }
  while (active == 1) {
    active = run_chains(code, chains, 1, active, &list, shape, next, &bad);
  }
  return (bad & BAD_BITS) == 0;
}

#endif
