package io.ringlog.app.cli;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.log.LogReader;
import io.ringlog.app.log.OpenLog;
import io.ringlog.app.role.ConfigRole;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Envelope;
import io.ringlog.wire.Topics;
import io.ringlog.wire.story.Story;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells the story of one call. */
@Command(
        name = "explain",
        description = "The story of a call in plain sentences, with the reason of every step.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Parameters(paramLabel = "CALL", description = "id of the call, call_...")
    private String callId = "";

    @Override
    public Integer call() throws Exception {
        RinglogConfig config = options.read(List.of());
        Logs.ofCommand();
        List<EventRecord> events = new ArrayList<>();
        try (var log = OpenLog.of(config)) {
            new LogReader(log.clients()).readAll(Topics.EVENTS, record -> {
                if (Envelope.read(record.headers()).subject().equals(Optional.of(callId))) {
                    events.add(Codecs.EVENT.decode(record.value()).orThrow());
                }
            });
        }
        Story story = named(Story.of(callId, events), events, config);
        System.out.print(story.text());
        return story.lines().isEmpty() ? 1 : 0;
    }

    /** A folder of a node without the role api has no names. */
    private static Story named(Story story, List<EventRecord> events, RinglogConfig config) {
        Path data = config.node().data();
        if (events.isEmpty() || !Files.exists(data.resolve("config.db"))) {
            return story;
        }
        String account = events.getFirst().accountId();
        try (var store = ConfigRole.open(data, config)) {
            return story.named(id -> store.nameOf(account, id));
        }
    }
}
