package dev.ebpc.vector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The incubator stays in this module, and the class that is loaded first does not touch it. */
@Tag("choice")
class BoundaryTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.ebpc");

  @Test
  void onlyThisPackageUsesTheVectorApi() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.ebpc.vector")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .check(classes);
  }

  @Test
  void theProviderDoesNotTouchTheVectorApi() {
    noClasses()
        .that()
        .haveSimpleName("VectorProvider")
        .or()
        .haveSimpleName("VirtualMachine")
        .or()
        .haveSimpleName("JvmOptions")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .check(classes);
  }
}
