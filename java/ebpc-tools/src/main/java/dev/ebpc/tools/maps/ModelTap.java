package dev.ebpc.tools.maps;

import java.io.IOException;
import java.util.Optional;
import java.util.ServiceLoader;

/** Runs a model and gives its activations; a service, since what runs models is heavy. */
public interface ModelTap {

  /**
   * Opens a model and looks at its inputs.
   *
   * @return the activations, of which a step is one picture
   * @throws IOException if the model cannot be read or run, or a picture is none
   * @throws IllegalArgumentException if the model has nothing to tap, or takes what is not given
   */
  MapSource open(ModelRequest request) throws IOException;

  /** The tap that comes with the distribution. */
  static Optional<ModelTap> installed() {
    return ServiceLoader.load(ModelTap.class).findFirst();
  }
}
