package io.ringlog.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.testkit.phone.Phone;
import io.ringlog.testkit.sip.PeerCall;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command and snippet of the pages does what the page says, as it stands. */
@NeedsClient(value = "jq", from = "jq")
class DocsIT {
    private static final Set<String> FOLLOWED =
            Set.of("README.md", "docs/tour.md", "docs/objects.md", "docs/rest.md", "docs/lake.md", "docs/consuming.md");

    /** So many files of one partition are gathered into one. */
    private static final int CALLS_TO_COMPACT = 5;

    @TempDir
    private Path folder;

    @Test
    void every_block_is_run_or_named() {
        assertThat(Block.all().stream().filter(it -> !NotRun.isNamed(it) && !isRun(it)))
                .as("neither run nor named in NotRun")
                .isEmpty();
        assertThat(Stream.of(NotRun.values()).filter(it -> Block.all().stream().noneMatch(it::names)))
                .as("named in NotRun and on no page")
                .isEmpty();
    }

    private static boolean isRun(Block block) {
        return switch (block.language()) {
            case "", "mermaid", "json", "yaml" -> true;
            case "sh" -> FOLLOWED.contains(block.page());
            case "java", "js" -> block.page().equals("docs/consuming.md");
            default -> false;
        };
    }

    @Test
    void what_is_told_in_json_is_json() throws IOException {
        for (Block block : in("json")) {
            assertThat(new ObjectMapper().readTree(block.text()).isObject())
                    .as(block.toString())
                    .isTrue();
        }
    }

    @Test
    void what_is_configured_can_be() {
        List<Block> blocks = in("yaml");
        assertThat(blocks)
                .isNotEmpty()
                .allSatisfy(block -> assertThatCode(
                                () -> new YamlBlock(block).read(folder.resolve("yaml-" + blocks.indexOf(block))))
                        .as(block.toString())
                        .doesNotThrowAnyException());
    }

    private static List<Block> in(String language) {
        return Block.all().stream().filter(it -> it.language().equals(language)).toList();
    }

    @Test
    void the_tour_can_be_walked() throws IOException {
        try (Desk desk = new Desk(folder);
                Tour tour = new Tour(desk)) {
            tour.walk();
        }
    }

    @Test
    void the_readme_can_be_followed() throws IOException {
        try (Desk desk = new Desk(folder)) {
            tenant(desk);
            for (Block block : toRun("README.md")) {
                if (block.text().contains("agents/state")) {
                    // A reader takes longer than the tenant does to reach the brain.
                    desk.until(
                            "curl -sS -H \"x-api-key: $K\" \"localhost:8080/v1/agents?account_id=$A\" | jq .count",
                            "1");
                }
                desk.run(block);
            }
        }
    }

    @Test
    void every_object_can_be_made() throws IOException {
        try (Desk desk = new Desk(folder)) {
            desk.run("./ringlog up");
            sound(desk.folder().resolve("opening-hours.wav"));
            follow(desk, "docs/objects.md");
        }
    }

    @Test
    void the_interface_answers_as_it_says() throws IOException {
        try (Desk desk = new Desk(folder)) {
            tenantUp(desk);
            sound(desk.folder().resolve("opening-hours.wav"));
            call(desk);
            try (Phone ringing = desk.phone("1001@acme.example", "correct-horse-1001", 700)) {
                assertThat(ringing.user()).as("whose phone rings").isEqualTo("1001");
                follow(desk, "docs/rest.md");
            }
        }
    }

    @Test
    void the_lake_is_read_right_after_it_was_compacted() throws IOException {
        try (Desk desk = new Desk(folder)) {
            tenantUp(desk);
            for (int calls = 1; calls <= CALLS_TO_COMPACT; calls++) {
                call(desk, calls);
            }
            desk.until(
                    "NOW=$(./ringlog lake files cdr | wc -l); "
                            + "ALL=$(find ringlog-data/lake -path '*/cdr/*' -name '*.parquet' | wc -l); "
                            + "[[ $NOW == 1 && $ALL -gt 1 ]]"
                            + " && echo compacted || true",
                    "compacted");
            List<String> printed = follow(desk, "docs/lake.md");
            assertThat(printed.getFirst()).contains("answered|" + CALLS_TO_COMPACT + "|");
            assertThat(printed.getLast()).contains(CALLS_TO_COMPACT + "|" + CALLS_TO_COMPACT + "\n");
        }
    }

    @Test
    void consumers_see_the_call_that_ended() throws IOException {
        try (Desk desk = new Desk(folder)) {
            tenantUp(desk);
            call(desk);
            Files.writeString(folder.resolve("EndedCalls.java"), only("java").text());
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            new Consumer(folder, List.of(java, "-cp", kafka(), "EndedCalls.java", desk.kafka())).until("\"CallEnded\"");
            Files.writeString(folder.resolve("ended-calls.mjs"), only("js").text());
            desk.run("npm install --no-audit --no-fund kafkajs");
            new Consumer(folder, List.of("node", "ended-calls.mjs", desk.kafka())).until("answered");
        }
    }

    private static Block only(String language) {
        return Block.of("docs/consuming.md", language).getFirst();
    }

    /** The two jars the page names. */
    private static String kafka() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(it -> it.contains("kafka-clients") || it.contains("slf4j-api"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What each block printed. */
    private static List<String> follow(Desk desk, String page) throws IOException {
        List<String> printed = new ArrayList<>();
        for (Block block : toRun(page)) {
            printed.add(desk.run(block));
        }
        return printed;
    }

    private static List<Block> toRun(String page) {
        return Block.of(page, "sh").stream().filter(it -> !NotRun.isNamed(it)).toList();
    }

    /** The full example, under the name the pages give it. */
    private static void tenant(Desk desk) throws IOException {
        Block example = Block.of("docs/configuration-file.md", "yaml").getFirst();
        Files.writeString(desk.folder().resolve("tenant.yaml"), example.text());
    }

    private static void tenantUp(Desk desk) throws IOException {
        tenant(desk);
        desk.run("./ringlog config apply tenant.yaml");
        desk.run("./ringlog up");
    }

    private static void call(Desk desk) throws IOException {
        call(desk, 1);
    }

    /** A call of the example's two users, answered and over, which is the nth that the lake knows. */
    private static void call(Desk desk, int nth) throws IOException {
        try (Phone bob = desk.phone("1002@acme.example", "correct-horse-1002", 440);
                Phone alice = desk.phone("1001@acme.example", "correct-horse-1001", 700)) {
            PeerCall call = bob.call(alice.user());
            call.awaitAnswered();
            call.hangUp();
        }
        desk.run("P=$(cat ringlog-data/keys/platform.key)\n"
                + "A=$(curl -sS -H \"x-api-key: $P\" localhost:8080/v1/accounts"
                + " | jq -r '.rows[] | select(.name == \"Acme\").id')");
        desk.until(
                "curl -sS -H \"x-api-key: $P\" \"localhost:8080/v1/calls?account_id=$A\" | jq .count",
                Integer.toString(nth));
    }

    private static void sound(Path file) throws IOException {
        var format = new AudioFormat(8_000, 16, 1, true, false);
        byte[] second = new byte[16_000];
        try (var in = new AudioInputStream(new ByteArrayInputStream(second), format, 8_000)) {
            AudioSystem.write(in, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }
}
