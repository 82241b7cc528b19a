package dev.ebpc.tools.tensor;

import dev.ebpc.frame.OriginKind;
import dev.ebpc.tools.io.Names;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads the members of an .npz archive: a zip file of .npy files. Other members are bytes. An
 * archive without members gives one tensor without elements, in whose frame that it has none can
 * travel.
 */
final class NpzReader implements TensorReader {
  /** What an archive without members consists of: the record that ends its directory. */
  static final byte[] NO_MEMBERS = Arrays.copyOf(new byte[] {'P', 'K', 5, 6}, 22);

  private static final int BUFFER = 1 << 16;

  private final ZipFile zip;
  private final List<? extends ZipEntry> members;
  private final ElementType readAs;
  private int next;
  private Tensor current;
  private CRC32 checksum;

  NpzReader(Path file, ElementType readAs) throws IOException {
    this.zip = open(file);
    this.readAs = readAs;
    this.members = zip.stream().toList();
    try {
      requireNames();
    } catch (TensorFileException refused) {
      zip.close();
      throw refused;
    }
  }

  private static ZipFile open(Path file) throws IOException {
    try {
      return Names.open(file, ZipFile::new);
    } catch (ZipException broken) {
      throw new TensorFileException("no sound .npz archive: " + broken.getMessage());
    }
  }

  private void requireNames() throws TensorFileException {
    Set<String> names = new HashSet<>();
    for (ZipEntry member : members) {
      if (!names.add(member.getName())) {
        throw new TensorFileException("two members of the archive are called " + member.getName());
      }
    }
  }

  @Override
  public boolean hasNext() {
    return next < Math.max(1, members.size());
  }

  @Override
  public Tensor next() throws IOException {
    requireEnd();
    if (members.isEmpty()) {
      next++;
      return noMembers();
    }
    ZipEntry member = members.get(next++);
    checksum = new CRC32();
    InputStream in =
        new BufferedInputStream(
            new CheckedInputStream(zip.getInputStream(member), checksum), BUFFER);
    current = new Tensor(describe(member.getName(), in), in);
    return current;
  }

  private TensorInfo describe(String name, InputStream in) throws IOException {
    if (!name.endsWith(".npy")) {
      return new TensorInfo(name, ElementType.BYTES, null, OriginKind.NPZ_MEMBER, new byte[0]);
    }
    try {
      return SingleTensorReader.npyInfo(in, name, readAs, OriginKind.NPZ_MEMBER);
    } catch (TensorFileException broken) {
      throw new TensorFileException(name + ": " + broken.getMessage());
    } catch (IllegalArgumentException unfit) {
      throw new IllegalArgumentException(name + ": " + unfit.getMessage(), unfit);
    }
  }

  private static Tensor noMembers() throws TensorFileException {
    TensorInfo info =
        new TensorInfo(
            null, ElementType.BYTES, new long[] {0}, OriginKind.NPZ_MEMBER, NO_MEMBERS.clone());
    return new Tensor(info, InputStream.nullInputStream());
  }

  @Override
  public void requireEnd() throws IOException {
    if (current != null) {
      current.requireEnd();
      ZipEntry member = members.get(next - 1);
      if (checksum.getValue() != member.getCrc()) {
        throw new TensorFileException("the checksum of " + member.getName() + " does not match");
      }
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
