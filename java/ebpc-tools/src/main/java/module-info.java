/** The command line of EBPC: tensor files, verification, demonstration and benchmarks. */
module dev.ebpc.tools {
  requires VectorGraphics2D;
  requires aircompressor.v3;
  requires com.fasterxml.jackson.databind;
  requires com.github.luben.zstd_jni;
  requires com.sun.jna;
  requires transitive dev.ebpc;
  requires static dev.ebpc.vector;
  requires dev.ebpc.model;
  requires info.picocli;
  requires java.desktop;
  requires java.management;
  requires jdk.management;
  requires me.tongfei.progressbar;
  requires org.lz4.java;
  requires org.xerial.snappy;
  requires xchart;

  exports dev.ebpc.tools.maps;
  exports dev.ebpc.tools.tensor;

  uses dev.ebpc.tools.maps.ModelTap;

  opens dev.ebpc.tools.command to
      info.picocli;
}
