package io.ringlog.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {
    private static final Path DOC = Path.of("..", "..", "docs", "configuration.md");

    @Test
    void without_anything_set_every_key_has_its_default() {
        var config = ConfigSources.defaults().read();

        assertThat(config.node().roles()).isEqualTo(EnumSet.allOf(Role.class));
        assertThat(config.sip().port()).isEqualTo(5060);
        assertThat(config.watch().edgeTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.kafka().client()).isEmpty();
    }

    @Test
    void a_flag_wins_over_the_environment_and_that_over_the_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("r.yaml"), "sip:\n  port: 1\n  edge: e1\napi:\n  port: 1\n");

        var config = ConfigSources.defaults()
                .withFile(file)
                .withEnvironment(Map.of("RINGLOG_SIP_PORT", "2", "RINGLOG_API_PORT", "2", "HOME", "/root"))
                .with("api.port=3")
                .read();

        assertThat(config.sip().edge()).isEqualTo("e1");
        assertThat(config.sip().port()).isEqualTo(2);
        assertThat(config.api().port()).isEqualTo(3);
    }

    @Test
    void settings_of_kafka_clients_pass_through_from_every_source(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("r.properties"), "kafka.client.sasl.mechanism=PLAIN\n");

        var config = ConfigSources.defaults()
                .withFile(file)
                .withEnvironment(Map.of("RINGLOG_KAFKA_CLIENT_SECURITY_PROTOCOL", "SASL_SSL"))
                .read();

        assertThat(config.kafka().client())
                .isEqualTo(Map.of("sasl.mechanism", "PLAIN", "security.protocol", "SASL_SSL"));
    }

    @Test
    void a_list_of_roles_may_be_written_as_yaml_or_as_text(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("r.yml"), "node:\n  roles: [brain, watch]\n");

        assertThat(ConfigSources.defaults().withFile(file).read().node().roles())
                .containsExactlyInAnyOrder(Role.BRAIN, Role.WATCH);
        assertThat(ConfigSources.defaults()
                        .with("node.roles=edge, api")
                        .read()
                        .node()
                        .roles())
                .containsExactlyInAnyOrder(Role.EDGE, Role.API);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        sip.port=70000          | sip.port is '70000', but it must be a whole number from 0 to 65535
        sip.port=x              | sip.port is 'x', but it must be a whole number from 0 to 65535
        sip.decision-timeout=2  | such as 500ms, 2s, 1m, 6h or 30d, at least 100ms and at most 30s
        node.drain=60           | such as 500ms, 2s, 1m, 6h or 30d, at least 0ms and at most 1d
        node.roles=brains       | node.roles is 'brains', but it must be 'all', or a comma-separated list of kafka
        media.port-max=1025     | media.port-max is '1025', but it must be greater than media.port-min, which is 20000
        node.data=              | node.data is '', but it must be a path
        sip.digests=SHA-1       | sip.digests is 'SHA-1', but it must be SHA-256, MD5, or both with a comma
        sip.dns-servers=ns.test | sip.dns-servers is 'ns.test', but it must be up to three addresses such as
        sip.dns-servers=[::1]:x | sip.dns-servers is '[::1]:x', but it must be up to three addresses such as
        sip.dns-servers=192.0.2.1:65536 | but it must be up to three addresses such as 192.0.2.53
        "sip.dns-servers=192.0.2.1,192.0.2.2,192.0.2.3,192.0.2.4" | but it must be up to three addresses
        sip.dns-ttl-max=2s      | sip.dns-ttl-max is '2s', but it must be no shorter than sip.dns-ttl-min
        mail.security=ssl       | mail.security is 'ssl', but it must be starttls, tls or none
        mail.host=mx            | mail.from is '', but it must be an address like voicemail@example.org
        log.level=LOUD          | log.level is 'LOUD', but it must be ERROR, WARN, INFO, DEBUG or TRACE
        log.loggers.a.b=all     | log.loggers.a.b is 'all', but it must be ERROR, WARN, INFO, DEBUG or TRACE
        sip.prot=5060           | there is no key 'sip.prot'; docs/configuration.md lists them all
        sip                     | 'sip' must be key=value, for example sip.port=5070
        """)
    void a_bad_value_is_refused_in_a_sentence(String flag, String sentence) {
        assertThatThrownBy(() -> ConfigSources.defaults().with(flag).read())
                .isInstanceOf(SettingsRefused.class)
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        "sip: {port: [1]}"               | sip.port is '[1]', but it must be one value, not a list
        "log: {loggers: {a.b: [INFO]}}"  | log.loggers.a.b is '["INFO"]', but it must be one value, not a list
        "node: {roles: [brain, [edge]]}" | node.roles is '["brain",["edge"]]', but it must be a list of words
        "sip: {port: {at: 1}}"           | there is no key 'sip.port.at'
        "sip: {edge: }"                  | sip.edge has no value
        """)
    void a_file_gives_one_value_where_one_is_taken(String text, String sentence, @TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("r.yaml"), text);

        assertThatThrownBy(() -> ConfigSources.defaults().withFile(file).read())
                .isInstanceOf(SettingsRefused.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void a_variable_that_names_no_key_is_refused() {
        assertThatThrownBy(() -> ConfigSources.defaults().withEnvironment(Map.of("RINGLOG_SPI_PORT", "1")))
                .hasMessageContaining("RINGLOG_SPI_PORT names no key");
    }

    @Test
    void a_file_that_is_no_configuration_is_refused(@TempDir Path folder) throws IOException {
        Path broken = Files.writeString(folder.resolve("a.yaml"), "sip: [");
        Path list = Files.writeString(folder.resolve("b.yaml"), "- sip");

        assertThatThrownBy(() -> ConfigSources.defaults().withFile(broken)).hasMessageContaining("is not YAML");
        assertThatThrownBy(() -> ConfigSources.defaults().withFile(list)).hasMessageContaining("must hold sections");
        assertThatThrownBy(() -> ConfigSources.defaults().withFile(folder.resolve("c.yaml")))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void the_document_lists_every_key_as_the_records_declare_it() throws IOException {
        assertThat(Files.readString(DOC))
                .as("write this table into docs/configuration.md:%n%s", ConfigDoc.table())
                .contains(ConfigDoc.table());
    }

    @Test
    void no_key_is_declared_that_nobody_reads() throws IOException {
        String program = mainSources();

        assertThat(RinglogConfig.class.getRecordComponents())
                .flatExtracting(section -> List.of(section.getType().getRecordComponents()))
                .extracting(RecordComponent::getName)
                .allMatch(key -> program.contains("." + key + "()"));
    }

    private static String mainSources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            var text = new StringBuilder();
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sip.host-ipv6=192.0.2.1 | sip.host-ipv6 is '192.0.2.1'",
                "sip.host-ipv6=edge.test | sip.host-ipv6 is 'edge.test'",
                "sip.host-ipv6=::1 sip.host=::2 | sip.host is '::2'",
                "sip.host-ipv6=:: sip.host=192.0.2.1 | one address, for sip.host is not 0.0.0.0 but 192.0.2.1",
                "sip.advertised-host-ipv6=::1 | empty without sip.host-ipv6",
                "media.host-ipv6=::1 | media.host-ipv6 is '::1', but it must be empty without sip.host-ipv6",
                "media.advertised-host-ipv6=::1 | empty without sip.host-ipv6",
                "sip.host-ipv6=::1 media.host-ipv6=127.0.0.1 | media.host-ipv6 is '127.0.0.1'",
                "sip.host-ipv6=::1 media.advertised-host-ipv6=a.test | media.advertised-host-ipv6 is 'a.test'",
                "sip.host-ipv6=::1 sip.advertised-host-ipv6=a.test | sip.advertised-host-ipv6 is 'a.test'"
            })
    void an_address_of_ipv6_that_cannot_be_one_is_refused_by_its_key(String settings, String says) {
        var sources = ConfigSources.defaults();
        for (String setting : settings.split(" ")) {
            sources = sources.with(setting);
        }
        var given = sources;

        assertThatThrownBy(given::read).isInstanceOf(SettingsRefused.class).hasMessageContaining(says);
    }

    @ParameterizedTest
    @CsvSource({
        "edge1.test:5060, 0.0.0.0, without a port",
        "<sip:edge1.test>, 0.0.0.0, without a port",
        "999.1.1.1, 0.0.0.0, without a port",
        "0.0.0.0, 0.0.0.0, which phones reach",
        "'[::]', '::', which phones reach",
        "2001:db8::1, 0.0.0.0, IPv6 is not listened on",
        "192.0.2.1, 2001:db8::1, IPv4 is not listened on"
    })
    void where_no_phone_could_be_led_is_refused_by_its_key(String host, String listening, String says) {
        var sources =
                ConfigSources.defaults().with("sip.service-route-host=" + host).with("sip.host=" + listening);

        assertThatThrownBy(sources::read)
                .isInstanceOf(SettingsRefused.class)
                .hasMessageContaining("sip.service-route-host is '" + host + "'")
                .hasMessageContaining(says);
    }

    @ParameterizedTest
    @CsvSource({
        "edge1.phones.test, 0.0.0.0",
        "edge1, '::'",
        "192.0.2.1, 0.0.0.0",
        "192.0.2.1, '::'",
        "'[2001:db8::1]', '::'",
        "'', 0.0.0.0"
    })
    void what_leads_phones_to_their_edge_is_a_name_or_an_address_of_a_family_that_is_spoken(
            String host, String listening) {
        var config = ConfigSources.defaults()
                .with("sip.service-route-host=" + host)
                .with("sip.host=" + listening)
                .read();

        assertThat(config.sip().serviceRouteHost()).isEqualTo(host);
    }

    @Test
    void ipv6_may_stand_beside_ipv4_with_brackets_or_without() {
        var config = ConfigSources.defaults()
                .with("sip.host-ipv6=[2001:db8::1]")
                .with("sip.advertised-host-ipv6=six.example.test")
                .with("media.advertised-host-ipv6=2001:db8::2")
                .read();

        assertThat(config.sip().hostIpv6()).isEqualTo("[2001:db8::1]");
    }

    @ParameterizedTest
    @CsvSource({
        "homer.test:9060, udp, hep.collector is 'homer.test:9060'",
        "192.0.2.9, udp, hep.collector is '192.0.2.9'",
        "192.0.2.9:70000, udp, hep.collector is '192.0.2.9:70000'",
        "999.0.2.9:9060, udp, hep.collector is '999.0.2.9:9060'",
        "192.0.2.9:9060, sctp, hep.transport is 'sctp'"
    })
    void a_collector_that_cannot_be_one_is_refused_by_its_key(String collector, String transport, String says) {
        var sources =
                ConfigSources.defaults().with("hep.collector=" + collector).with("hep.transport=" + transport);

        assertThatThrownBy(sources::read).isInstanceOf(SettingsRefused.class).hasMessageContaining(says);
    }

    @Test
    void a_collector_is_at_an_address_of_either_family_and_keeps_its_key_to_itself() {
        var hep = ConfigSources.defaults()
                .with("hep.collector=[2001:db8::9]:9060")
                .with("hep.transport=tcp")
                .with("hep.key=secret")
                .read()
                .hep();

        assertThat(hep.at().orElseThrow().stream()).isTrue();
        assertThat(hep.at().orElseThrow().key()).contains("secret");
        assertThat(hep.toString()).doesNotContain("secret");
        assertThat(ConfigSources.defaults().read().hep().at()).isEmpty();
    }
}
