package io.ringlog.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom (HOUSE section 3). */
@AnalyzeClasses(packages = "io.ringlog", importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyRules {
    private static final String[] JDK_AND_MARKS = {"java..", "org.jspecify.annotations.."};
    private static final String KERNEL = "io.ringlog.kernel..";
    private static final String DOMAIN = "io.ringlog.domain..";
    private static final String WIRE = "io.ringlog.wire..";
    private static final String TOPOLOGY = "io.ringlog.topology..";
    private static final String APP = "io.ringlog.app..";
    private static final String LAB = "io.ringlog.lab..";
    private static final String TEST_KIT = "io.ringlog.testkit..";
    private static final String SIP = "io.ringlog.sip..";
    private static final String SIP_EDGE = "io.ringlog.edge..";
    private static final String RELAY = "io.ringlog.relay..";
    private static final String MEDIA = "io.ringlog.media..";
    /** Part of the JDK: SRTP computes with them, and reaches nothing by them. */
    private static final String CIPHERS = "javax.crypto..";

    private static final String API = "io.ringlog.api..";
    private static final String CONFIG = "io.ringlog.config..";
    private static final String LAKE = "io.ringlog.connectors..";

    @ArchTest
    static final ArchRule the_kernel_depends_on_nothing_but_the_jdk = classes()
            .that()
            .resideInAPackage(KERNEL)
            .should()
            .onlyDependOnClassesThat(resideInAPackage(KERNEL).or(resideInAnyPackage(JDK_AND_MARKS)));

    @ArchTest
    static final ArchRule the_domain_knows_only_itself_the_kernel_and_the_jdk = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(DOMAIN, KERNEL).or(resideInAnyPackage(JDK_AND_MARKS)));

    @ArchTest
    static final ArchRule no_package_of_the_domain_is_part_of_a_circle =
            slices().matching("io.ringlog.domain.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule an_act_on_a_call_knows_no_concern_that_reacts_to_it = noClasses()
            .that()
            .resideInAPackage("io.ringlog.domain.act..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.ringlog.domain.call..",
                    "io.ringlog.domain.feature..",
                    "io.ringlog.domain.flow..",
                    "io.ringlog.domain.queue..",
                    "io.ringlog.domain.presence..");

    @ArchTest
    static final ArchRule media_is_pure = noClasses()
            .that()
            .resideInAPackage(MEDIA)
            .should()
            .dependOnClassesThat(not(resideInAnyPackage(MEDIA, CIPHERS)).and(not(resideInAnyPackage(JDK_AND_MARKS))))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.nio.channels..");

    @ArchTest
    static final ArchRule kafka_streams_stays_in_topology_app_and_lab = noClasses()
            .that()
            .resideOutsideOfPackages(TOPOLOGY, APP, LAB)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.streams..");

    @ArchTest
    static final ArchRule kafka_clients_stay_in_wire_topology_the_edge_the_sink_app_and_lab = noClasses()
            .that()
            .resideOutsideOfPackages(WIRE, TOPOLOGY, SIP_EDGE, LAKE, APP, LAB, TEST_KIT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule sip_types_stay_in_sip_the_edge_and_the_phones_of_the_test_kit = noClasses()
            .that()
            .resideOutsideOfPackages(SIP, SIP_EDGE, TEST_KIT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.sip..", "gov.nist..");

    @ArchTest
    static final ArchRule netty_stays_in_sip_and_the_relay = noClasses()
            .that()
            .resideOutsideOfPackages(SIP, RELAY)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule javalin_stays_in_api = noClasses()
            .that()
            .resideOutsideOfPackages(API)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.javalin..");

    @ArchTest
    static final ArchRule mail_stays_in_one_package_and_its_other_end_in_the_test_kit = noClasses()
            .that()
            .resideOutsideOfPackages("io.ringlog.app.mail..", "io.ringlog.testkit.mail..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..");

    @ArchTest
    static final ArchRule sql_stays_in_the_config_store_and_the_lake = noClasses()
            .that()
            .resideOutsideOfPackages(CONFIG, LAKE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "org.flywaydb..");

    @ArchTest
    static final ArchRule sip_sees_no_other_shell_and_no_log = noClasses()
            .that()
            .resideInAPackage(SIP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(RELAY, MEDIA, API, CONFIG, SIP_EDGE, TOPOLOGY, WIRE, DOMAIN, LAKE, APP);

    @ArchTest
    static final ArchRule the_relay_sees_no_other_shell_and_no_log = noClasses()
            .that()
            .resideInAPackage(RELAY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SIP, API, CONFIG, SIP_EDGE, TOPOLOGY, WIRE, DOMAIN, LAKE, APP);

    @ArchTest
    static final ArchRule the_api_sees_neither_signalling_nor_media_nor_tables = noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SIP, RELAY, SIP_EDGE, TOPOLOGY, CONFIG, LAKE, APP);

    @ArchTest
    static final ArchRule the_config_store_sees_neither_signalling_nor_media_nor_the_api = noClasses()
            .that()
            .resideInAPackage(CONFIG)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SIP, RELAY, SIP_EDGE, TOPOLOGY, API, LAKE, APP);

    @ArchTest
    static final ArchRule only_the_lab_knows_the_app = noClasses()
            .that()
            .resideOutsideOfPackages(APP, LAB)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(APP);

    @ArchTest
    static final ArchRule nobody_knows_the_lab = noClasses()
            .that()
            .resideOutsideOfPackages(LAB)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(LAB);

    @ArchTest
    static final ArchRule the_product_knows_no_simulated_phone = noClasses()
            .that()
            .resideOutsideOfPackages(LAB, TEST_KIT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(TEST_KIT);

    @ArchTest
    static final ArchRule processors_hold_no_rules = noClasses()
            .that()
            .resideInAPackage(TOPOLOGY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.ringlog.domain.act..",
                    "io.ringlog.domain.admission..",
                    "io.ringlog.domain.call..",
                    "io.ringlog.domain.cdr..",
                    "io.ringlog.domain.feature..",
                    "io.ringlog.domain.flow..",
                    "io.ringlog.domain.outbound..",
                    "io.ringlog.domain.park..",
                    "io.ringlog.domain.presence..",
                    "io.ringlog.domain.queue..",
                    "io.ringlog.domain.registration..",
                    "io.ringlog.domain.ringgroup..",
                    "io.ringlog.domain.conference..",
                    "io.ringlog.domain.routing..",
                    "io.ringlog.domain.schedule..",
                    "io.ringlog.domain.supervision..",
                    "io.ringlog.domain.transfer..",
                    "io.ringlog.domain.trunk..");
}
