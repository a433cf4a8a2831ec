package io.ringlog.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** What the domain must not read, and who may touch the process. */
@AnalyzeClasses(packages = "io.ringlog", importOptions = ImportOption.DoNotIncludeTests.class)
class WorldRules {
    private static final Set<String> WORLD_CALLS = Set.of("now", "randomUUID", "nanoTime", "currentTimeMillis");

    @ArchTest
    static final ArchRule the_domain_never_reads_the_world = noClasses()
            .that()
            .resideInAnyPackage("io.ringlog.domain..", "io.ringlog.kernel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "org.slf4j..", "java.util.logging..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(
                    System.class,
                    Thread.class,
                    Runtime.class,
                    ProcessHandle.class,
                    java.util.Random.class,
                    java.util.concurrent.ThreadLocalRandom.class,
                    java.security.SecureRandom.class,
                    java.time.Clock.class);

    @ArchTest
    static final ArchRule the_domain_asks_nobody_what_time_it_is = noClasses()
            .that()
            .resideInAnyPackage("io.ringlog.domain..", "io.ringlog.kernel..")
            .should(call("the world", WORLD_CALLS));

    @ArchTest
    static final ArchRule nobody_sleeps =
            noClasses().should().callMethod(Thread.class, "sleep", long.class).orShould(sleep());

    @ArchTest
    static final ArchRule only_app_and_lab_have_a_main = methods()
            .that()
            .haveName("main")
            .and()
            .areStatic()
            .should()
            .beDeclaredInClassesThat()
            .resideInAnyPackage("io.ringlog.app", "io.ringlog.lab", "io.ringlog.lab.report");

    @ArchTest
    static final ArchRule only_the_app_reads_the_environment = noClasses()
            .that()
            .resideOutsideOfPackage("io.ringlog.app..")
            .should(call("the environment", Set.of("getenv")));

    @ArchTest
    static final ArchRule nobody_writes_to_the_console_but_app_and_lab = noClasses()
            .that()
            .resideOutsideOfPackages("io.ringlog.app..", "io.ringlog.lab..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    private static ArchCondition<JavaClass> sleep() {
        return new ArchCondition<>("sleep in any other way") {
            @Override
            public void check(JavaClass owner, ConditionEvents events) {
                owner.getMethodCallsFromSelf().stream()
                        .filter(call -> call.getName().equals("sleep"))
                        .filter(call -> call.getTargetOwner().isEquivalentTo(Thread.class)
                                || call.getTargetOwner().getName().endsWith("TimeUnit"))
                        .forEach(call -> events.add(SimpleConditionEvent.satisfied(owner, call.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> call(String what, Set<String> names) {
        return new ArchCondition<>("call " + what) {
            @Override
            public void check(JavaClass owner, ConditionEvents events) {
                owner.getMethodCallsFromSelf().stream()
                        .filter(call -> names.contains(call.getName()) && isJdk(call))
                        .forEach(call -> events.add(SimpleConditionEvent.satisfied(owner, call.getDescription())));
            }
        };
    }

    private static boolean isJdk(JavaCall<?> call) {
        return call.getTargetOwner().getPackageName().startsWith("java.");
    }
}
