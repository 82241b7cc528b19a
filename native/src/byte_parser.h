/*
 * The parser for blocks of 8 whose words fill their containers: cuts BPC streams into one byte per
 * plane and byte of the base, several streams in flight.
 *
 * Cutting a stream into symbols is one long chain of dependences; a step of each stream in turn
 * keeps the processor busy. There is no branch but the one that stops a stream: what differs
 * between the first step of a block, the ones inside and the last comes from tables. Most symbols
 * have 8 bits, so a step takes a run of them at once and then one other symbol.
 *
 * A block has 16 slots for every byte of a word. Base and planes, plane 0 first, are the last of
 * them. Raw and position symbols stand as they are in the stream, CODE_ALL_ONES, CODE_DBP_ZERO and
 * 0 for the others.
 */
#ifndef EBPC_BYTE_PARSER_H
#define EBPC_BYTE_PARSER_H

#include "byte_code.h"
#include "shape.h"

enum {
  IN_FLIGHT = 4,                         /* streams */
  BYTE_REGION_BLOCKS = 64,               /* see region_blocks */
  MOST_REGION_BYTES = (64 + 1) * 16 * 2, /* see region_bytes */
  RUN_LIMIT = 6 /* a window has 57 valid bits: 6 symbols of 8 and one of up to 8 behind them */
};

#define BLOCK_SLOTS(bytes) (16 * (bytes))
#define BASE_SLOT(bytes) (BLOCK_SLOTS(bytes) - (bytes) - (8 * (bytes) + 1))

/* The symbols that do not have 8 raw or position bits, by their first 3 + L: code byte on top, bits
   from bit 32 on, planes in the low byte; all zero for the others. */
#define SHORT_SYMBOL(i, l)                                                            \
  ((i) >> ((l) + 1) == 1 ? UINT64_C(2) << 32 | 1                                      \
   : (i) >> (l) == 1     ? (uint64_t)(3 + (l)) << 32 | (((i) & ((1 << (l)) - 1)) + 2) \
   : (i) >> ((l)-2) == 0 ? (uint64_t)CODE_ALL_ONES << 56 | UINT64_C(5) << 32 | 1      \
   : (i) >> ((l)-2) == 1 ? (uint64_t)CODE_DBP_ZERO << 56 | UINT64_C(5) << 32 | 1      \
                         : 0)
#define TABLE4(f, i, of) f(i, of), f((i) + 1, of), f((i) + 2, of), f((i) + 3, of)
#define TABLE16(f, i, of) \
  TABLE4(f, i, of), TABLE4(f, (i) + 4, of), TABLE4(f, (i) + 8, of), TABLE4(f, (i) + 12, of)
#define TABLE64(f, i, of) \
  TABLE16(f, i, of), TABLE16(f, (i) + 16, of), TABLE16(f, (i) + 32, of), TABLE16(f, (i) + 48, of)

static const uint64_t SHORT_SYMBOLS_1[64] = {TABLE64(SHORT_SYMBOL, 0, 3)};
static const uint64_t SHORT_SYMBOLS_2[128] = {TABLE64(SHORT_SYMBOL, 0, 4),
                                              TABLE64(SHORT_SYMBOL, 64, 4)};
static const uint64_t SHORT_SYMBOLS_4[256] = {
    TABLE64(SHORT_SYMBOL, 0, 5), TABLE64(SHORT_SYMBOL, 64, 5), TABLE64(SHORT_SYMBOL, 128, 5),
    TABLE64(SHORT_SYMBOL, 192, 5)};

#define STOPPED (UINT64_C(1) << 63 | UINT64_C(1) << 31)
#define TOP_OF_BYTE(i) (UINT64_C(0x80) << (56 - 8 * (i)))

/* By slot: the top bit of the first byte of a window that is not the block's any more. */
#define END_OF_BLOCK(slot, bytes) \
  ((slot) > BLOCK_SLOTS(bytes) - 8 ? TOP_OF_BYTE((BLOCK_SLOTS(bytes) - (slot)) & 7) : 0)
/* The base and what follows the block pass for raw symbols. */
#define FORCED(slot, bytes)                                                                \
  (((slot) == BASE_SLOT(bytes) ? UINT64_C(0x8080808080808080) << (64 - 8 * (bytes)) : 0) | \
   END_OF_BLOCK(slot, bytes))
#define RUN_END(slot, bytes) (TOP_OF_BYTE(RUN_LIMIT) | END_OF_BLOCK(slot, bytes))

static const uint64_t FORCED_OF_SLOT_1[16] = {TABLE16(FORCED, 0, 1)};
static const uint64_t FORCED_OF_SLOT_2[32] = {TABLE16(FORCED, 0, 2), TABLE16(FORCED, 16, 2)};
static const uint64_t FORCED_OF_SLOT_4[64] = {TABLE64(FORCED, 0, 4)};
static const uint64_t RUN_END_OF_SLOT_1[16] = {TABLE16(RUN_END, 0, 1)};
static const uint64_t RUN_END_OF_SLOT_2[32] = {TABLE16(RUN_END, 0, 2), TABLE16(RUN_END, 16, 2)};
static const uint64_t RUN_END_OF_SLOT_4[64] = {TABLE64(RUN_END, 0, 4)};

/* The table for words of 1, 2 or 4 bytes. */
#define OF_BYTES(table, bytes) ((bytes) == 1 ? table##_1 : (bytes) == 2 ? table##_2 : table##_4)

/* Streams side by side. A place is a bit of the stream, from bit 32 on, and a slot below. */
struct byte_parser {
  const uint8_t *stream[IN_FLIGHT];
  uint64_t place[IN_FLIGHT]; /* negative once a block had too many planes */
  uint64_t last[IN_FLIGHT];  /* from which a step may be taken */
  struct block_job *job[IN_FLIGHT];
  int done[IN_FLIGHT];   /* blocks of the job that are restored */
  int blocks[IN_FLIGHT]; /* blocks in the region */
  int region[IN_FLIGHT];
  _Alignas(64) uint8_t slots[IN_FLIGHT * MOST_REGION_BYTES + 64];
};

/* Blocks of a stream that are parsed before they are restored. */
EBPC_INLINE int region_blocks(int bytes) {
  return bytes == 4 ? BYTE_REGION_BLOCKS / 2 - 1 : BYTE_REGION_BLOCKS;
}

/* One block more, since a step writes 8 bytes wherever it ends. */
EBPC_INLINE int region_bytes(int bytes) {
  return (region_blocks(bytes) + 1) * BLOCK_SLOTS(bytes);
}

/* One step of a stream from a place; gives the next one. */
EBPC_INLINE uint64_t parse_step(const uint8_t *stream, uint64_t place, uint8_t *slots, int bytes) {
  const int short_bits = bytes == 1 ? 6 : bytes == 2 ? 7 : 8;
  uint64_t slot = place % BLOCK_SLOTS(bytes);
  uint64_t window = window_at(stream, place >> 32);
  /* 1. Bytes that begin with neither 1 nor 0001; the bits in front of them. */
  uint64_t forced = window | OF_BYTES(FORCED_OF_SLOT, bytes)[slot];
  uint64_t other = ((forced & UINT64_C(0x7070707070707070)) ^ UINT64_C(0x1010101010101010)) +
                   UINT64_C(0x7070707070707070);
  other = (other & ~forced & UINT64_C(0x8080808080808080)) | OF_BYTES(RUN_END_OF_SLOT, bytes)[slot];
  uint64_t run = (uint64_t)__builtin_clzll(other) & 0x38;
  /* 2. The symbol behind them; none, if it has 8 bits or the block has ended. */
  uint64_t symbol = OF_BYTES(SHORT_SYMBOLS, bytes)[forced << run >> (64 - short_bits)];
  uint64_t codes = (window & ~(~UINT64_C(0) >> run)) | (symbol & UINT64_C(0xFF) << 56) >> run;
  store_big(slots + (uint32_t)place, codes);
  /* 3. On to the next slot, and to the next block's base if this one is complete. */
  uint64_t step = (symbol & ~(UINT64_C(0xFF) << 56)) + (run << 32) + (run >> 3);
  int64_t left = BLOCK_SLOTS(bytes) - 1 - (int64_t)(slot + (uint32_t)step);
  uint64_t gap = (uint64_t)(left >> 63) & BASE_SLOT(bytes);
  uint64_t too_many = (uint64_t)(left + 1) & UINT64_C(1) << 63;
  return (place + step + gap) | too_many;
}

/* Takes steps of all streams in turn until one has all its blocks or cannot go on; gives which. */
EBPC_INLINE int parse_streams(struct byte_parser *parser, int active, int bytes) {
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
      place[s] = parse_step(stream[s], place[s], parser->slots, bytes);
    }
  }
  memcpy(parser->place, place, sizeof place);
  return stopped;
}

/* Compiled for each number of streams, so that their places stay in registers. */
EBPC_INLINE int parse(struct byte_parser *parser, int active, int bytes) {
  switch (active) {
    case 1:
      return parse_streams(parser, 1, bytes);
    case 2:
      return parse_streams(parser, 2, bytes);
    case 3:
      return parse_streams(parser, 3, bytes);
    default:
      return parse_streams(parser, IN_FLIGHT, bytes);
  }
}

/* The slots of a stream's region. */
EBPC_INLINE uint8_t *region_of(struct byte_parser *parser, int s, int bytes) {
  return parser->slots + parser->region[s] * region_bytes(bytes);
}

/* Sets a stream to its next blocks; evenly many each time, so that no small rest remains. */
EBPC_INLINE void begin_region(struct byte_parser *parser, int s, int bytes) {
  struct block_job *job = parser->job[s];
  int left = job->blocks - parser->done[s];
  int turns = (left + region_blocks(bytes) - 1) / region_blocks(bytes);
  int blocks = (left + turns - 1) / turns;
  /* A run of zero planes writes only its first ones, and vectors hold several blocks. */
  int whole = (blocks + GROUP_BLOCKS - 1) / GROUP_BLOCKS * GROUP_BLOCKS;
  memset(region_of(parser, s, bytes), 0, (size_t)(whole * BLOCK_SLOTS(bytes)));
  /* Bits are counted from here, so that they are few whatever a batch says of its streams. */
  uint64_t limit = job->limit - job->bit;
  limit = limit < INT32_MAX / 2 ? limit : INT32_MAX / 2;
  uint64_t start = job->bit & 7;
  uint64_t slot = (uint64_t)(parser->region[s] * region_bytes(bytes));
  parser->stream[s] = job->stream + (job->bit >> 3);
  parser->place[s] = start << 32 | (slot + BASE_SLOT(bytes));
  parser->last[s] = (start + limit) << 32 | (slot + (uint64_t)(blocks * BLOCK_SLOTS(bytes)) - 1);
  parser->blocks[s] = blocks;
}

/* Turns the slots of blocks into words; false if a position is wrong. BUFFER_SLACK bytes behind the
   words may be touched. */
typedef bool restore_function(const uint8_t *slots, int blocks, uint8_t *values);

/* Position symbols that name a bit behind the plane: 00011 111, 00010 110, 00010 111. */
EBPC_INLINE lanes bad_positions(lanes code) {
  lane_mask adjacent = l_eq8(l_and(code, l_splat(0xFE)), l_splat(0x16));
  return l_of_mask(l_mask_or(adjacent, l_eq8(code, l_splat(0x1F))));
}

/* The same of one code. */
EBPC_INLINE bool is_bad_position(uint8_t code) {
  return (code & 0xFE) == 0x16 || code == 0x1F;
}

/* Takes away the blocks of a stream that stopped; false if the stream is wrong. */
EBPC_INLINE bool take_region(struct byte_parser *parser, int s, int bytes,
                             restore_function *restore) {
  struct block_job *job = parser->job[s];
  uint64_t place = parser->place[s];
  uint64_t bits = (place >> 32) - (job->bit & 7);
  if (place >> 63 != 0 || bits > job->limit - job->bit) {
    return false;
  }
  job->bit += bits;
  uint8_t *values = job->values + 8 * bytes * parser->done[s];
  if (!restore(region_of(parser, s, bytes), parser->blocks[s], values)) {
    return false;
  }
  parser->done[s] += parser->blocks[s];
  return true;
}

/* Decodes jobs with words of some bytes. */
EBPC_INLINE bool decode_parsed(struct block_job *jobs, int count, int bytes,
                               restore_function *restore) {
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
        begin_region(&parser, active++, bytes);
      }
    }
    if (active == 0) {
      return true;
    }
    int s = parse(&parser, active, bytes);
    if (!take_region(&parser, s, bytes, restore)) {
      return false;
    }
    if (parser.done[s] < parser.job[s]->blocks) {
      begin_region(&parser, s, bytes);
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
