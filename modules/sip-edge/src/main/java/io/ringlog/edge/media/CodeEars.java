package io.ringlog.edge.media;

import io.ringlog.domain.journal.Command;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hears codes among the keys that parties press while they talk. What is told is bounded for each leg, however often
 * the codes that are listened for change: whoever presses beyond that is counted. Desk thread only.
 */
public final class CodeEars {

    /** Who presses the keys of a code does not think between them. */
    private static final Duration APART = Duration.ofSeconds(3);

    private static final int LONGEST_CODE = 8;

    /** Of a leg: a person who presses a code once a minute gets through a working day. */
    private static final int TOLD_MOST = 500;

    /** Of a leg, in one second of the clock; no finger is quicker for long. */
    private static final int TOLD_A_SECOND = 5;

    /** Who is told, and who hears keys in a talk. */
    public interface Ears {
        void listen(String callId, String legId);

        void pressed(String callId, String legId, String code);

        /** A code was pressed that is not told any more. */
        void tooMany(String callId, String legId);
    }

    private record Spot(String callId, String legId) {}

    private static final class Listening {
        private List<String> codes = List.of();
        private String typed = "";
        private Instant last = Instant.MIN;
        private int told;
        private long second;
        private int toldInSecond;

        private void listen(List<String> to) {
            codes = to;
            typed = "";
        }

        /** Whether one more code is told now, which it then is. */
        private boolean takes(long now) {
            if (now != second) {
                second = now;
                toldInSecond = 0;
            }
            if (told == TOLD_MOST || toldInSecond == TOLD_A_SECOND) {
                return false;
            }
            told++;
            toldInSecond++;
            return true;
        }
    }

    private final InstantSource clock;
    private final Ears ears;
    private final Map<Spot, Listening> listening = new HashMap<>();

    public CodeEars(InstantSource clock, Ears ears) {
        this.clock = clock;
        this.ears = ears;
    }

    public void start(Command.ListenForCodes order) {
        listening
                .computeIfAbsent(new Spot(order.callId(), order.legId()), any -> new Listening())
                .listen(order.codes());
        ears.listen(order.callId(), order.legId());
    }

    public void key(String callId, String legId, char key) {
        Listening it = listening.get(new Spot(callId, legId));
        if (it == null) {
            return;
        }
        Instant now = clock.instant();
        String before = it.last.isBefore(now.minus(APART)) ? "" : it.typed;
        String typed = before + key;
        it.typed = typed.substring(Math.max(0, typed.length() - LONGEST_CODE));
        it.last = now;
        it.codes.stream().filter(it.typed::endsWith).findFirst().ifPresent(code -> {
            it.typed = "";
            if (it.takes(now.getEpochSecond())) {
                ears.pressed(callId, legId, code);
            } else {
                ears.tooMany(callId, legId);
            }
        });
    }

    public void gone(String callId, String legId) {
        listening.remove(new Spot(callId, legId));
    }
}
