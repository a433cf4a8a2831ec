package io.ringlog.domain.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the events that docs/consuming.md lists true; {@code -Dupdate=true} writes them anew. */
class EventsDocTest {
    private static final Path DOC = Path.of("../../docs/consuming.md");
    private static final String HEAD = "| family | events |\n| --- | --- |\n";

    @Test
    void the_page_lists_every_event_by_its_family() throws IOException {
        String page = Files.readString(DOC);
        int from = page.indexOf(HEAD) + HEAD.length();
        int to = page.indexOf("\n\n", from) + 1;
        String families = Stream.of(Event.class.getPermittedSubclasses())
                        .filter(Class::isInterface)
                        .map(it -> row(family(it), records(it)))
                        .collect(Collectors.joining())
                + row(
                        "the rest",
                        Stream.of(Event.class.getPermittedSubclasses()).filter(Class::isRecord));
        if (Boolean.getBoolean("update")) {
            Files.writeString(DOC, page.substring(0, from) + families + page.substring(to));
        }

        assertThat(page.substring(from, to)).isEqualTo(families);
    }

    private static String family(Class<?> events) {
        String one = events.getSimpleName().replace("Event", "").toLowerCase(Locale.ROOT);
        return one.endsWith("y") ? one : one + "s";
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Stream.of(type.getPermittedSubclasses()).flatMap(EventsDocTest::records);
    }

    private static String row(String family, Stream<Class<?>> events) {
        return "| " + family + " | "
                + events.map(it -> "`" + it.getSimpleName() + "`").collect(Collectors.joining(" ")) + " |\n";
    }
}
