/*
 * The decoder for 8-bit words in blocks of 8: cuts BPC streams into one byte per base and plane,
 * several streams in flight.
 *
 * Cutting a stream into symbols is one long chain of dependences; a step of each stream in turn
 * keeps the processor busy. There is no branch but the one that stops a stream: what differs
 * between the first step of a block, the ones inside and the last comes from tables. Most symbols
 * have 8 bits, so a step takes a run of them at once and then one other symbol.
 *
 * A block has 16 slots: base and planes, plane 0 first, are the last 10 of them. Raw and position
 * symbols stand as they are in the stream, CODE_ALL_ONES, CODE_DBP_ZERO and 0 for the others.
 */
#ifndef EBPC_BYTE_PARSER_H
#define EBPC_BYTE_PARSER_H

#include "byte_code.h"

enum {
  IN_FLIGHT = 4,      /* streams */
  REGION_BLOCKS = 64, /* of a stream that are parsed before they are restored */
  BLOCK_SLOTS = 16,
  REGION_BYTES = (REGION_BLOCKS + 1) * BLOCK_SLOTS, /* a step writes 8 bytes wherever it ends */
  BASE_SLOT = BLOCK_SLOTS - 1 - BYTE_PLANES,
  RUN_LIMIT = 6 /* a window has 57 valid bits: 6 symbols of 8 bits and one of up to 6 behind them */
};

/* The symbols that do not have 8 bits, by their first 6 bits: code byte on top, bits from bit 32
   on, planes in the low byte; all zero for symbols of 8 bits. */
#define SHORT_SYMBOL(six)                                                    \
  ((six) >> 4 == 1   ? UINT64_C(2) << 32 | 1                                 \
   : (six) >> 3 == 1 ? UINT64_C(6) << 32 | (((six)&7) + 2)                   \
   : (six) >> 1 == 0 ? (uint64_t)CODE_ALL_ONES << 56 | UINT64_C(5) << 32 | 1 \
   : (six) >> 1 == 1 ? (uint64_t)CODE_DBP_ZERO << 56 | UINT64_C(5) << 32 | 1 \
                     : 0)
#define TABLE4(f, i) f(i), f((i) + 1), f((i) + 2), f((i) + 3)
#define TABLE16(f, i) TABLE4(f, i), TABLE4(f, (i) + 4), TABLE4(f, (i) + 8), TABLE4(f, (i) + 12)
#define TABLE64(f) TABLE16(f, 0), TABLE16(f, 16), TABLE16(f, 32), TABLE16(f, 48)

static const uint64_t SHORT_SYMBOLS[64] = {TABLE64(SHORT_SYMBOL)};

#define STOPPED (UINT64_C(1) << 63 | UINT64_C(1) << 31)
#define TOP_OF_BYTE(i) (UINT64_C(0x80) << (56 - 8 * (i)))

/* By slot: the top bit of the first byte of a window that is not the block's any more. */
#define END_OF_BLOCK(slot) ((slot) > BLOCK_SLOTS - 8 ? TOP_OF_BYTE((BLOCK_SLOTS - (slot)) & 7) : 0)
/* The base and what follows the block pass for raw symbols. */
#define FORCED(slot) (((slot) == BASE_SLOT ? TOP_OF_BYTE(0) : 0) | END_OF_BLOCK(slot))
#define RUN_END(slot) (TOP_OF_BYTE(RUN_LIMIT) | END_OF_BLOCK(slot))

static const uint64_t FORCED_OF_SLOT[BLOCK_SLOTS] = {TABLE16(FORCED, 0)};
static const uint64_t RUN_END_OF_SLOT[BLOCK_SLOTS] = {TABLE16(RUN_END, 0)};

/* Streams side by side. A place is a bit of the stream, from bit 32 on, and a slot below. */
struct byte_parser {
  const uint8_t *stream[IN_FLIGHT];
  uint64_t place[IN_FLIGHT]; /* negative once a block had too many planes */
  uint64_t last[IN_FLIGHT];  /* from which a step may be taken */
  struct block_job *job[IN_FLIGHT];
  int done[IN_FLIGHT];   /* blocks of the job that are restored */
  int blocks[IN_FLIGHT]; /* blocks in the region */
  int region[IN_FLIGHT];
  _Alignas(64) uint8_t slots[IN_FLIGHT * REGION_BYTES + 64];
};

/* One step of a stream from a place; gives the next one. */
EBPC_INLINE uint64_t parse_step(const uint8_t *stream, uint64_t place, uint8_t *slots) {
  uint64_t slot = place % BLOCK_SLOTS;
  uint64_t window = window_at(stream, place >> 32);
  /* 1. Bytes that begin with neither 1 nor 0001; the bits in front of them. */
  uint64_t forced = window | FORCED_OF_SLOT[slot];
  uint64_t other = ((forced & UINT64_C(0x7070707070707070)) ^ UINT64_C(0x1010101010101010)) +
                   UINT64_C(0x7070707070707070);
  other = (other & ~forced & UINT64_C(0x8080808080808080)) | RUN_END_OF_SLOT[slot];
  uint64_t run = (uint64_t)__builtin_clzll(other) & 0x38;
  /* 2. The symbol behind them; none, if it has 8 bits or the block has ended. */
  uint64_t symbol = SHORT_SYMBOLS[forced << run >> 58];
  uint64_t codes = (window & ~(~UINT64_C(0) >> run)) | (symbol & UINT64_C(0xFF) << 56) >> run;
  store_big(slots + (uint32_t)place, codes);
  /* 3. On to the next slot, and to the next block's base if this one is complete. */
  uint64_t step = (symbol & ~(UINT64_C(0xFF) << 56)) + (run << 32) + (run >> 3);
  int64_t left = BLOCK_SLOTS - 1 - (int64_t)(slot + (uint32_t)step);
  uint64_t gap = (uint64_t)(left >> 63) & BASE_SLOT;
  uint64_t too_many = (uint64_t)(left + 1) & UINT64_C(1) << 63;
  return (place + step + gap) | too_many;
}

/* Takes steps of all streams in turn until one has all its blocks or cannot go on; gives which. */
EBPC_INLINE int parse_streams(struct byte_parser *parser, const int active) {
  uint64_t place[IN_FLIGHT];
  uint64_t last[IN_FLIGHT];
  const uint8_t *stream[IN_FLIGHT];
  memcpy(place, parser->place, sizeof place);
  memcpy(last, parser->last, sizeof last);
  memcpy(stream, parser->stream, sizeof stream);
  int stopped = active;
  while (stopped == active) {
    for (int s = 0; s < active; s++) {
      if (EBPC_UNLIKELY((((last[s] - place[s]) | place[s]) & STOPPED) != 0)) {
        stopped = s;
        break;
      }
      place[s] = parse_step(stream[s], place[s], parser->slots);
    }
  }
  memcpy(parser->place, place, sizeof place);
  return stopped;
}

/* Compiled for each number of streams, so that their places stay in registers. */
static int parse(struct byte_parser *parser, int active) {
  switch (active) {
    case 1:
      return parse_streams(parser, 1);
    case 2:
      return parse_streams(parser, 2);
    case 3:
      return parse_streams(parser, 3);
    default:
      return parse_streams(parser, IN_FLIGHT);
  }
}

/* Sets a stream to its next blocks; evenly many each time, so that no small rest remains. */
EBPC_INLINE void begin_region(struct byte_parser *parser, int s) {
  struct block_job *job = parser->job[s];
  int left = job->blocks - parser->done[s];
  int turns = (left + REGION_BLOCKS - 1) / REGION_BLOCKS;
  int blocks = (left + turns - 1) / turns;
  uint8_t *region = parser->slots + parser->region[s] * REGION_BYTES;
  /* A run of zero planes writes only its first ones, and vectors hold several blocks. */
  int whole = (blocks + GROUP_BLOCKS - 1) / GROUP_BLOCKS * GROUP_BLOCKS;
  memset(region, 0, (size_t)(whole * BLOCK_SLOTS));
  /* Bits are counted from here, so that they are few whatever a batch says of its streams. */
  uint64_t limit = job->limit - job->bit;
  limit = limit < INT32_MAX / 2 ? limit : INT32_MAX / 2;
  uint64_t start = job->bit & 7;
  uint64_t slot = (uint64_t)(parser->region[s] * REGION_BYTES);
  parser->stream[s] = job->stream + (job->bit >> 3);
  parser->place[s] = start << 32 | (slot + BASE_SLOT);
  parser->last[s] = (start + limit) << 32 | (slot + (uint64_t)(blocks * BLOCK_SLOTS) - 1);
  parser->blocks[s] = blocks;
}

/* Code bytes of planes 0 to 7 (zero: DBX is zero) and bases to words. */
EBPC_INLINE lanes restore(lanes code, lanes base) {
  /* 1. DBX. */
  lanes x = l_plane(code);
  /* 2. DBP: XOR of all planes from the last zero DBP on. */
  lanes stop = l_of_mask(l_eq8(code, l_splat(CODE_DBP_ZERO)));
  x = l_xor(x, l_andnot(stop, l_shr(x, 8)));
  stop = l_or(stop, l_shr(stop, 8));
  x = l_xor(x, l_andnot(stop, l_shr(x, 16)));
  stop = l_or(stop, l_shr(stop, 16));
  x = l_xor(x, l_andnot(stop, l_shr(x, 32)));
  /* 3. Deltas; words are the sums of the base and all deltas up to theirs. */
  x = l_or(l_mirror(x), base);
  x = l_add8(x, l_shl(x, 8));
  x = l_add8(x, l_shl(x, 16));
  return l_add8(x, l_shl(x, 32));
}

/* Position symbols that name a bit behind the plane: 00011 111, 00010 110, 00010 111. */
EBPC_INLINE lanes bad_positions(lanes code) {
  lane_mask adjacent = l_eq8(l_and(code, l_splat(0xFE)), l_splat(0x16));
  return l_of_mask(l_mask_or(adjacent, l_eq8(code, l_splat(0x1F))));
}

/* Turns the slots of blocks into words; false if a position is wrong. */
EBPC_INLINE bool restore_slots(const uint8_t *slots, int blocks, uint8_t *values) {
  /* 1. Planes 0 to 7; the base and the sign plane, which is only checked. */
  _Alignas(64) uint8_t codes[8 * REGION_BLOCKS];
  _Alignas(64) uint8_t others[8 * REGION_BLOCKS];
  for (int i = 0; i < blocks; i += GROUP_BLOCKS) {
    lanes code;
    lanes other;
    l_load_slots(slots + i * BLOCK_SLOTS, &code, &other);
    l_store(codes + 8 * i, code);
    l_store(others + 8 * i, other);
  }
  /* 2. A loop of its own, so that a compiler may put plain C into vectors. */
  lanes bad = l_splat(0);
  for (int i = 0; i < 8 * blocks; i += LANES_BYTES) {
    lanes code = l_load(codes + i);
    lanes other = l_load(others + i);
    bad = l_or(bad, l_or(bad_positions(code), l_and(bad_positions(other), l_splat64(0xFF00))));
    l_store(values + i, restore(code, l_and(other, l_splat64(0xFF))));
  }
  return !l_any(bad);
}

/* Takes away the blocks of a stream that stopped; false if the stream is wrong. */
static bool take_region(struct byte_parser *parser, int s) {
  struct block_job *job = parser->job[s];
  uint64_t place = parser->place[s];
  uint64_t bits = (place >> 32) - (job->bit & 7);
  if (place >> 63 != 0 || bits > job->limit - job->bit) {
    return false;
  }
  job->bit += bits;
  const uint8_t *region = parser->slots + parser->region[s] * REGION_BYTES;
  if (!restore_slots(region, parser->blocks[s], job->values + 8 * parser->done[s])) {
    return false;
  }
  parser->done[s] += parser->blocks[s];
  return true;
}

static bool decode_byte_blocks(const struct code *code, struct block_job *jobs, int count) {
  (void)code;
  struct byte_parser parser;
  int active = 0;
  for (int s = 0; s < IN_FLIGHT; s++) {
    parser.region[s] = s;
  }
  for (int next = 0;;) {
    for (; active < IN_FLIGHT && next < count; next++) {
      if (jobs[next].blocks > 0) {
        if (jobs[next].bit > jobs[next].limit) {
          return false;
        }
        parser.job[active] = &jobs[next];
        parser.done[active] = 0;
        begin_region(&parser, active++);
      }
    }
    if (active == 0) {
      return true;
    }
    int s = parse(&parser, active);
    if (!take_region(&parser, s)) {
      return false;
    }
    if (parser.done[s] < parser.job[s]->blocks) {
      begin_region(&parser, s);
      continue;
    }
    /* The last stream goes on in this one's place. */
    active--;
    int free_region = parser.region[s];
    parser.stream[s] = parser.stream[active];
    parser.place[s] = parser.place[active];
    parser.last[s] = parser.last[active];
    parser.job[s] = parser.job[active];
    parser.done[s] = parser.done[active];
    parser.blocks[s] = parser.blocks[active];
    parser.region[s] = parser.region[active];
    parser.region[active] = free_region;
  }
}

#endif
