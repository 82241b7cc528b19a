package dev.ebpc.frame;

import dev.ebpc.code.EbpcException;
import dev.ebpc.code.EbpcException.Place;
import dev.ebpc.code.ErrorCode;
import dev.ebpc.engine.ChunkBatch;
import dev.ebpc.engine.Diagnosis;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.WordRange;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Turns one batch record into words: section "Batch" of {@code docs/format.md}.
 *
 * <p>Its working memory is used again for batch after batch. Not thread-safe.
 */
final class BatchDecoder extends BatchJob {
  private static final int CRC_BYTES = 4;
  private static final byte[] ZEROS = new byte[8192];

  private final Engine engine;
  private final Engine.Scratch scratch;
  private final ChunkBatch batch = new ChunkBatch(BatchLayout.MAX_CHUNKS);
  private final int[] chunkOfCoded = new int[BatchLayout.MAX_CHUNKS];
  private final Directory directory = new Directory();
  private final WordChecksum checksum = new WordChecksum();
  private final WordRange range = new WordRange();
  private final byte[] crc = new byte[CRC_BYTES];

  private FrameHeader header;
  private BatchLayout layout;
  private long firstChunk;
  private long bpcPosition;
  private MemorySegment words;
  private long offset;

  BatchDecoder(Engine engine) {
    this.engine = engine;
    scratch = engine.newScratch();
  }

  /** The directory, to be read before the streams. */
  Directory directory() {
    return directory;
  }

  /**
   * Reads the streams.
   *
   * @param source stands behind the directory
   * @param newHeader header of the frame
   * @param newLayout how the frame is cut
   * @param newFirstChunk number of the batch's first chunk in the frame
   */
  void readStreams(
      ByteSource source, FrameHeader newHeader, BatchLayout newLayout, long newFirstChunk)
      throws IOException {
    header = newHeader;
    layout = newLayout;
    firstChunk = newFirstChunk;
    int znzBytes = directory.allZnzBytes();
    int bpcBytes = directory.allBpcBytes();
    batch.reserve(znzBytes, bpcBytes);
    source.read(batch.znz, 0, znzBytes);
    bpcPosition = source.position();
    source.read(batch.bpc, 0, bpcBytes);
    source.read(crc, 0, CRC_BYTES);
  }

  /** Chooses where the words go to: memory and the byte offset of the first one. */
  void setTarget(MemorySegment newWords, long newOffset) {
    words = newWords;
    offset = newOffset;
  }

  @Override
  void forget() {
    words = null;
    batch.words = null;
  }

  @Override
  void work() {
    placeChunks();
    if (batch.chunks > 0 && !engine.decodeChunks(batch, scratch)) {
      throw diagnose();
    }
    int bytes = directory.words() * layout.elementBytes();
    if (LittleEndian.getInt(crc, 0) != checksum.of(words, offset, bytes)) {
      throw new EbpcException(
          ErrorCode.CHECKSUM,
          Place.FRAME,
          -1,
          bpcPosition + directory.allBpcBytes(),
          "the checksum of the batch of chunks from "
              + firstChunk
              + " on does not match its words");
    }
  }

  /** Restores the chunks that are not coded and lists the others for the engine. */
  private void placeChunks() {
    batch.parameters = header.parameters();
    batch.format = header.format();
    batch.words = words;
    batch.chunks = 0;
    int znz = 0;
    int bpc = 0;
    for (int i = 0; i < directory.chunks(); i++) {
      switch (directory.kind[i]) {
        case CODED -> listCoded(i, znz, bpc);
        case RAW -> copyRaw(i, bpc);
        case ZERO -> fillZeros(wordOffset(i), directory.rawBytes(i));
      }
      znz += directory.znzBytes[i];
      bpc += directory.bpcPartBytes(i);
    }
  }

  private void listCoded(int chunk, int znzStart, int bpcStart) {
    int next = batch.chunks++;
    chunkOfCoded[next] = chunk;
    batch.wordOffset[next] = wordOffset(chunk);
    batch.wordCount[next] = directory.wordsOf(chunk);
    batch.nonZeros[next] = directory.nonZeros[chunk];
    batch.znzStart[next] = znzStart;
    batch.znzBytes[next] = directory.znzBytes[chunk];
    batch.bpcStart[next] = bpcStart;
    batch.bpcBytes[next] = directory.bpcBytes[chunk];
  }

  private void fillZeros(long start, int bytes) {
    for (int done = 0; done < bytes; done += ZEROS.length) {
      int part = Math.min(ZEROS.length, bytes - done);
      MemorySegment.copy(ZEROS, 0, words, ValueLayout.JAVA_BYTE, start + done, part);
    }
  }

  private void copyRaw(int chunk, int start) {
    long target = wordOffset(chunk);
    MemorySegment.copy(
        batch.bpc, start, words, ValueLayout.JAVA_BYTE, target, directory.rawBytes(chunk));
    int wordBits = header.parameters().wordBits();
    int outside =
        range.firstOutside(header.format(), wordBits, words, target, directory.wordsOf(chunk));
    if (outside >= 0) {
      throw new EbpcException(
          ErrorCode.BAD_DIRECTORY,
          Place.FRAME,
          firstChunk + chunk,
          bpcPosition + start + (long) outside * layout.elementBytes(),
          "a raw word does not fit " + wordBits + " bits");
    }
  }

  /** Engines only say that a batch is bad; what is wrong is the same for all of them. */
  private EbpcException diagnose() {
    // What an engine counted before it refused is not what the directory says.
    for (int i = 0; i < batch.chunks; i++) {
      batch.nonZeros[i] = directory.nonZeros[chunkOfCoded[i]];
    }
    EbpcException error =
        Diagnosis.firstError(batch).orElseThrow(() -> new IllegalStateException(refusal()));
    int coded = (int) error.chunk();
    return error.movedBy(firstChunk + chunkOfCoded[coded] - coded, 0);
  }

  private String refusal() {
    return "engine " + engine.name() + " refused chunks that are right";
  }

  private long wordOffset(int chunk) {
    return offset + (long) chunk * layout.chunkWords() * layout.elementBytes();
  }
}
