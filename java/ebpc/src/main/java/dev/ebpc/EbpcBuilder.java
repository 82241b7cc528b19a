package dev.ebpc;

import dev.ebpc.code.CodeParameters;
import dev.ebpc.code.Profile;
import dev.ebpc.engine.Engine;
import dev.ebpc.engine.Engines;
import dev.ebpc.frame.FrameHeader;
import dev.ebpc.frame.FrameReader;
import java.util.Objects;
import java.util.concurrent.Executor;

/** Makes codecs; see {@link Ebpc#builder}. Not thread-safe. */
public final class EbpcBuilder {
  Engine engine;
  Profile profile = Profile.HARDWARE;
  Executor executor;
  int threads = 1;
  int wordBits;
  int blockSize = CodeParameters.DEFAULT_BLOCK_SIZE;
  int maxZeroRun = CodeParameters.DEFAULT_MAX_ZERO_RUN;
  int chunkWords;
  int zeroPoint;
  boolean index;
  long maxDecompressedSize = FrameReader.NO_LIMIT;

  EbpcBuilder() {}

  /**
   * Chooses the engine by name; by default that of {@link Engines#auto}.
   *
   * @param name a name of {@link Engines#named}
   * @return this
   * @throws IllegalArgumentException if there is no such engine or it does not run here
   */
  public EbpcBuilder engine(String name) {
    return engine(Engines.named(name));
  }

  /** Chooses the engine. */
  public EbpcBuilder engine(Engine value) {
    engine = Objects.requireNonNull(value, "engine");
    return this;
  }

  /**
   * Chooses how words are coded; by default as the published hardware does. Frames say how they
   * were coded, so decompression does not heed this.
   *
   * @param value the profile
   * @return this
   */
  public EbpcBuilder profile(Profile value) {
    profile = Objects.requireNonNull(value, "profile");
    return this;
  }

  /**
   * Lets the calling thread and the JVM's common pool work on one tensor together.
   *
   * @param value most threads at a time, at least 1, the default: only the calling thread
   * @return this
   * @throws IllegalArgumentException if there are less than one
   */
  public EbpcBuilder threads(int value) {
    requirePositive("threads", value);
    threads = value;
    executor = null;
    return this;
  }

  /**
   * Lets the calling thread and an executor work on one tensor together.
   *
   * @param value runs batches
   * @param batchesInFlight most batches at a time, at least 1
   * @return this
   * @throws IllegalArgumentException if there is less than one
   */
  public EbpcBuilder executor(Executor value, int batchesInFlight) {
    requirePositive("batches in flight", batchesInFlight);
    executor = Objects.requireNonNull(value, "executor");
    threads = batchesInFlight;
    return this;
  }

  /**
   * Chooses W for every format; by default each format has its own.
   *
   * @param value W, 2 to 32
   * @return this
   * @throws IllegalArgumentException if out of range
   */
  public EbpcBuilder wordBits(int value) {
    wordBits = CodeParameters.ofWordBits(value).wordBits();
    return this;
  }

  /**
   * Chooses n.
   *
   * @param value a power of two from 4 to 64, by default {@link CodeParameters#DEFAULT_BLOCK_SIZE}
   * @return this
   * @throws IllegalArgumentException if out of range
   */
  public EbpcBuilder blockSize(int value) {
    blockSize = new CodeParameters(Byte.SIZE, value, maxZeroRun).blockSize();
    return this;
  }

  /**
   * Chooses R.
   *
   * @param value a power of two from 2 to 256, by default {@link
   *     CodeParameters#DEFAULT_MAX_ZERO_RUN}
   * @return this
   * @throws IllegalArgumentException if out of range
   */
  public EbpcBuilder maxZeroRun(int value) {
    maxZeroRun = new CodeParameters(Byte.SIZE, blockSize, value).maxZeroRun();
    return this;
  }

  /**
   * Chooses the words of a chunk.
   *
   * @param value 1 to {@link FrameHeader#MAX_CHUNK_WORDS}, by default {@link
   *     FrameHeader#DEFAULT_CHUNK_WORDS}
   * @return this
   * @throws IllegalArgumentException if there are less or more
   */
  public EbpcBuilder chunkWords(int value) {
    if (value < 1 || value > FrameHeader.MAX_CHUNK_WORDS) {
      throw new IllegalArgumentException(
          "chunk words must be from 1 to " + FrameHeader.MAX_CHUNK_WORDS + ", found " + value);
    }
    chunkWords = value;
    return this;
  }

  /**
   * Chooses the word that stands for zero in quantised tensors; see {@link
   * FrameHeader.Builder#zeroPoint}. It is for formats of integers; others are coded without.
   *
   * @param value a word, extended as in its container; 0, the default, for none
   * @return this
   */
  public EbpcBuilder zeroPoint(int value) {
    zeroPoint = value;
    return this;
  }

  /** Chooses whether frames end with an index of their batches; by default they do not. */
  public EbpcBuilder index(boolean value) {
    index = value;
    return this;
  }

  /**
   * Limits what decompression gives.
   *
   * @param bytes most bytes that the words of one frame may take, at least 0; by default as many as
   *     the frame holds
   * @return this
   * @throws IllegalArgumentException if negative
   */
  public EbpcBuilder maxDecompressedSize(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("the limit must not be negative, found " + bytes);
    }
    maxDecompressedSize = bytes;
    return this;
  }

  /**
   * Makes the codec.
   *
   * @return the codec
   * @throws IllegalArgumentException if the engine has no coder for the profile, or n, R or the
   *     words of a chunk were chosen for a profile that has none
   */
  public Ebpc build() {
    boolean chosen =
        blockSize != CodeParameters.DEFAULT_BLOCK_SIZE
            || maxZeroRun != CodeParameters.DEFAULT_MAX_ZERO_RUN
            || chunkWords != 0;
    if (profile != Profile.HARDWARE && chosen) {
      throw new IllegalArgumentException(
          "profile " + profile.label() + " has no blocks, zero runs and chunks to be chosen");
    }
    return new Ebpc(this);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, found " + value);
    }
  }
}
