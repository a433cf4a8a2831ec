package io.ringlog.config.resource;

import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.VoiceMailbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Mailboxes; their messages are the brain's. */
final class Voicemails extends Resource<VoiceMailbox> {

    private static final int LARGEST_MB = 100_000;
    private static final int LONGEST_SEC = 600;
    private static final int SHORTEST_SEC = 60;
    private static final int YEAR = 365;
    private static final int TEN_YEARS = 10 * YEAR;

    Voicemails() {
        super("voicemail", "voicemail", "vm", VoiceMailbox.class, Set.of());
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("name"));
    }

    @Override
    public Map<String, String> sounds(VoiceMailbox row) {
        return row.greetingMediaId() == null ? Map.of() : Map.of("greeting_media_id", row.greetingMediaId());
    }

    @Override
    public List<String> inert(VoiceMailbox row) {
        List<String> inert = new ArrayList<>();
        if (row.skipInstructions()) {
            inert.add("skip_instructions");
        }
        if (row.notifyEmail() != null) {
            inert.add("notify_email");
        }
        return inert;
    }

    @Override
    public void check(VoiceMailbox row, Problems p) {
        Shapes.name(row.name(), "name", p);
        Shapes.range(row.quotaMb(), 1, LARGEST_MB, "quota_mb", p);
        Shapes.range(row.maxMessageSec(), 1, LONGEST_SEC, "max_message_sec", p);
        Shapes.range(row.minMessageSec(), 0, SHORTEST_SEC, "min_message_sec", p);
        Shapes.range(row.keepDays(), 1, TEN_YEARS, "keep_days", p);
        Shapes.range(row.keepDeletedDays(), 0, YEAR, "keep_deleted_days", p);
        p.require(
                row.minMessageSec() <= row.maxMessageSec(),
                "min_message_sec",
                "config.out-of-range",
                "must not be more than max_message_sec");
    }
}
