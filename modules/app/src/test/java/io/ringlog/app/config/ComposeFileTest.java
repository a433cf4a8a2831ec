package io.ringlog.app.config;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker/compose.yaml}: every service is a configuration that its process takes, and they fit together. */
class ComposeFileTest {
    private static final Path FILE = Path.of("..", "..", "docker", "compose.yaml");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");
    private static final Map<String, Object> COMPOSE = read();

    @Test
    void every_role_runs_in_a_container_of_its_own() {
        var roles = configs().values().stream().map(it -> it.node().roles()).toList();

        assertThat(roles).allMatch(it -> it.size() == 1);
        assertThat(roles.stream().flatMap(it -> it.stream())).containsAll(EnumSet.allOf(Role.class));
    }

    @Test
    void every_process_is_known_by_the_name_of_its_service() {
        configs().forEach((service, config) -> assertThat(config.node().id()).isEqualTo(service));
    }

    @Test
    void all_but_the_broker_find_the_broker_where_it_listens() {
        var configs = configs();
        var broker = configs.remove("kafka").kafka();

        assertThat(configs.values())
                .extracting(it -> it.kafka().bootstrapServers())
                .containsOnly(broker.host() + ":" + broker.port());
    }

    @Test
    void edges_share_the_hosts_network_and_no_port_of_it() {
        var configs = configs();
        var edges = services().keySet().stream()
                .filter(it -> "host".equals(services().get(it).get("network_mode")))
                .map(configs::get)
                .toList();

        assertThat(edges).allMatch(it -> it.node().roles().contains(Role.EDGE)).hasSize(2);
        assertThat(edges).extracting(it -> it.sip().edge()).doesNotHaveDuplicates();
        assertThat(edges.stream()
                        .flatMap(it -> Stream.of(it.sip().port(), it.health().port())))
                .doesNotHaveDuplicates();
        var media = edges.stream()
                .map(RinglogConfig::media)
                .sorted(Comparator.comparing(RinglogConfig.Media::portMin))
                .toList();
        assertThat(media.get(0).portMax()).isLessThan(media.get(1).portMin());
    }

    @Test
    void a_service_waits_only_for_services_there_are() {
        services()
                .values()
                .forEach(it -> assertThat(services().keySet())
                        .containsAll(
                                map(it.getOrDefault("depends_on", Map.of())).keySet()));
    }

    @Test
    void every_volume_is_declared_and_mounted() {
        var mounted = services().values().stream()
                .flatMap(it -> ((List<?>) it.get("volumes")).stream())
                .map(it -> String.valueOf(it).split(":")[0])
                .toList();

        assertThat(map(COMPOSE.get("volumes")).keySet()).isEqualTo(new HashSet<>(mounted));
    }

    @Test
    void nobody_beyond_the_loopback_is_listened_to() {
        var published = new ArrayList<Object>();
        services().values().forEach(it -> published.addAll((List<?>) it.getOrDefault("ports", List.of())));

        assertThat(published).isNotEmpty().allMatch(it -> it.toString().startsWith("127.0.0.1:"));
        assertThat(configs().values())
                .filteredOn(it -> it.node().roles().contains(Role.EDGE))
                .isNotEmpty()
                .allMatch(it -> it.sip().host().equals("127.0.0.1"));
    }

    /** What each process reads: its command and its variables, those of the image aside. */
    private static Map<String, RinglogConfig> configs() {
        return services().entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        it -> ConfigSources.defaults()
                                .withEnvironment(variables(map(it.getValue().get("environment"))))
                                .with(
                                        "node.roles",
                                        String.valueOf(((List<?>) it.getValue().get("command")).getFirst()))
                                .read()));
    }

    private static Map<String, String> variables(Map<String, Object> environment) {
        return environment.entrySet().stream().collect(toMap(Map.Entry::getKey, it -> usual(it.getValue())));
    }

    /** The text with the default in the place of a variable of the caller. */
    private static String usual(Object text) {
        return VARIABLE.matcher(text.toString()).replaceAll(it -> Matcher.quoteReplacement(it.group(1)));
    }

    private static Map<String, Map<String, Object>> services() {
        return map(COMPOSE.get("services")).entrySet().stream()
                .collect(toMap(Map.Entry::getKey, it -> map(it.getValue())));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    private static Map<String, Object> read() {
        try {
            return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
