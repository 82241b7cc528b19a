package dev.ebpc.vector;

import dev.ebpc.engine.Engine;
import dev.ebpc.hardware.HardwareBehaviour;

/**
 * All that an engine must do, at the register width that the build forces: 512, 256 and 128 bits in
 * turn.
 *
 * <p>The long runs: 10 million inputs of {@link dev.ebpc.hardware.HardwareDifference}, and 10
 * million mutated streams of each width of words.
 *
 * <pre>mvn -pl java/ebpc-vector -am verify -Dsurefire.failIfNoSpecifiedTests=false \
 *   -Dtest=VectorEngineTest#differsNowhereFromTheScalarEngine -Debpc.inputs=10000000
 * mvn -pl java/ebpc-vector -am verify -Dsurefire.failIfNoSpecifiedTests=false \
 *   -Dtest=VectorEngineTest -Dtest.arguments=-Debpc.test.mutations=10000000</pre>
 */
class VectorEngineTest extends HardwareBehaviour {
  @Override
  protected Engine engine() {
    return new VectorEngine();
  }
}
