package dev.ebpc.tools.tensor;

import dev.ebpc.frame.OriginKind;
import java.io.IOException;
import java.io.InputStream;

/** Reads the files that hold one tensor: .npy, and raw elements. */
final class SingleTensorReader implements TensorReader {
  private static final byte[] NOTHING = {};

  private final InputStream in;
  private final Tensor tensor;
  private boolean given;

  private SingleTensorReader(InputStream in, TensorInfo info) throws IOException {
    this.in = in;
    this.tensor = new Tensor(info, in);
  }

  /**
   * Opens an .npy file.
   *
   * @param readAs type to read its elements as, null for the one in the header
   */
  static SingleTensorReader npy(InputStream in, ElementType readAs) throws IOException {
    return new SingleTensorReader(in, npyInfo(in, null, readAs, OriginKind.NPY));
  }

  /** Reads an .npy header; used for members of .npz archives, too. */
  static TensorInfo npyInfo(InputStream in, String name, ElementType readAs, OriginKind origin)
      throws IOException {
    NpyHeader header = NpyHeader.read(in);
    ElementType type = header.typeAs(readAs);
    boolean canonical = header.isCanonical() && header.type().npyDtype().equals(type.npyDtype());
    return new TensorInfo(name, type, header.shape(), origin, canonical ? NOTHING : header.bytes());
  }

  /**
   * Opens raw elements.
   *
   * @param shape their dimensions, null if they are not known
   */
  static SingleTensorReader raw(InputStream in, ElementType type, long[] shape) throws IOException {
    return new SingleTensorReader(in, new TensorInfo(null, type, shape, OriginKind.NONE, NOTHING));
  }

  @Override
  public boolean hasNext() {
    return !given;
  }

  @Override
  public Tensor next() {
    given = true;
    return tensor;
  }

  @Override
  public void requireEnd() throws IOException {
    tensor.requireEnd();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
