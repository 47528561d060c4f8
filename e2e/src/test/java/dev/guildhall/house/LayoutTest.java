package dev.guildhall.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The layout of docs/architecture.md as rules: who may know whom, and what the pure parts may not
/// touch.
class LayoutTest {

    private static final String[] PURE = {
        "dev.guildhall.guild.core..",
        "dev.guildhall.edge.session..",
        "dev.guildhall.operator.plan.."
    };

    private static final JavaClasses ALL =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.guildhall");

    @Test
    void noProcessImportsAnother() {
        slices().matching("dev.guildhall.(guild|edge|operator)..")
                .should()
                .notDependOnEachOther()
                .check(ALL);
    }

    @Test
    void commonImportsNoProcess() {
        noClasses()
                .that()
                .resideInAPackage("dev.guildhall.common..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.guildhall.guild..",
                        "dev.guildhall.edge..",
                        "dev.guildhall.operator..",
                        "dev.guildhall.rpc..")
                .check(ALL);
    }

    @Test
    void generatedProtobufStaysInRpcPackages() {
        noClasses()
                .that(are(resideOutsideOfPackages("..rpc..")))
                .should()
                .dependOnClassesThat(
                        are(resideInAnyPackage("dev.guildhall.rpc.v1..", "com.google.protobuf..")))
                .check(ALL);
    }

    @Test
    void purePartsTouchNoClockThreadEnvironmentOrIo() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat(
                        are(
                                resideInAnyPackage(
                                        "java.io..",
                                        "java.net..",
                                        "java.nio.file..",
                                        "java.nio.channels..",
                                        "java.sql..",
                                        "java.util.concurrent.locks..",
                                        "io.grpc..",
                                        "org.eclipse.jetty..")))
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .accessClassesThat()
                .belongToAnyOf(Thread.class)
                .check(ALL);
    }

    @Test
    void theCoreKnowsNeitherLoopNorStoreNorRpc() {
        noClasses()
                .that()
                .resideInAPackage("dev.guildhall.guild.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.guildhall.guild.loop..",
                        "dev.guildhall.guild.store..",
                        "dev.guildhall.guild.rpc..")
                .check(ALL);
    }

    @Test
    void sqlStaysInStores() {
        noClasses()
                .that(
                        are(
                                resideOutsideOfPackages(
                                        "dev.guildhall.guild.store..",
                                        "dev.guildhall.guild.accounts..")))
                .should()
                .dependOnClassesThat(are(resideInAPackage("java.sql..")))
                .check(ALL);
    }

    @Test
    void cqlStaysInItsStores() {
        noClasses()
                .that(
                        are(
                                resideOutsideOfPackages(
                                        "dev.guildhall.guild.store.cassandra..",
                                        "dev.guildhall.guild.accounts..")))
                .should()
                .dependOnClassesThat(are(resideInAPackage("com.datastax..")))
                .check(ALL);
    }

    @Test
    void environmentIsReadByMainsOnly() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Main")
                .and()
                .resideOutsideOfPackage("dev.guildhall.operator.cli..")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(ALL);
    }

    @Test
    void packagesAreNotNamedAfterNothing() {
        classes()
                .that()
                .resideInAPackage("dev.guildhall..")
                .should()
                .resideOutsideOfPackages(
                        "..util..",
                        "..utils..",
                        "..helper..",
                        "..manager..",
                        "..impl..",
                        "..model..")
                .check(ALL);
    }
}
