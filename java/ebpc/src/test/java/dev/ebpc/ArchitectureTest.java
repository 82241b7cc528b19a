package dev.ebpc;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.ebpc.engine.Engines;
import dev.ebpc.scalar.ScalarProvider;
import org.junit.jupiter.api.Test;

/** The rooms of the library and who may enter which, as docs/architecture.md draws them. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.ebpc");

  @Test
  void roomsLieInLayers() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("code")
        .definedBy("dev.ebpc.code")
        .layer("engine")
        .definedBy("dev.ebpc.engine")
        .layer("hardware")
        .definedBy("dev.ebpc.hardware")
        .layer("packed")
        .definedBy("dev.ebpc.packed")
        .layer("scalar")
        .definedBy("dev.ebpc.scalar")
        .layer("batch")
        .definedBy("dev.ebpc.batch")
        .layer("batches of hardware")
        .definedBy("dev.ebpc.batch.hardware")
        .layer("batches of packed")
        .definedBy("dev.ebpc.batch.packed")
        .layer("frame")
        .definedBy("dev.ebpc.frame")
        .layer("facade")
        .definedBy("dev.ebpc")
        .whereLayer("facade")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("frame")
        .mayOnlyBeAccessedByLayers("facade")
        .whereLayer("batches of hardware")
        .mayOnlyBeAccessedByLayers("frame")
        .whereLayer("batches of packed")
        .mayOnlyBeAccessedByLayers("frame")
        .whereLayer("batch")
        .mayOnlyBeAccessedByLayers("batches of hardware", "batches of packed", "frame", "facade")
        .whereLayer("scalar")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("packed")
        .mayOnlyBeAccessedByLayers("scalar", "batches of packed")
        .whereLayer("hardware")
        .mayOnlyBeAccessedByLayers("scalar", "batches of hardware", "facade")
        .whereLayer("engine")
        .mayOnlyBeAccessedByLayers(
            "hardware",
            "packed",
            "scalar",
            "batch",
            "batches of hardware",
            "batches of packed",
            "frame",
            "facade")
        // The registry has plain Java whatever its services say.
        .ignoreDependency(Engines.class, ScalarProvider.class)
        .check(CLASSES);
  }

  @Test
  void nothingButTheJdkIsNeeded() {
    ArchRuleDefinition.classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "dev.ebpc..")
        .check(CLASSES);
  }
}
