package io.ringlog.edge.media;

import io.ringlog.domain.journal.Command;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Hears codes among the keys that parties press while they talk. Desk thread only. */
public final class CodeEars {

    /** Who presses the keys of a code does not think between them. */
    private static final Duration APART = Duration.ofSeconds(3);

    private static final int LONGEST_CODE = 8;

    /** Who is told, and who hears keys in a talk. */
    public interface Ears {
        void listen(String callId, String legId);

        void pressed(String callId, String legId, String code);
    }

    private record Spot(String callId, String legId) {}

    private static final class Listening {
        private final List<String> codes;
        private String typed = "";
        private Instant last = Instant.MIN;

        private Listening(List<String> codes) {
            this.codes = codes;
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
        listening.put(new Spot(order.callId(), order.legId()), new Listening(order.codes()));
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
            ears.pressed(callId, legId, code);
        });
    }

    public void gone(String callId, String legId) {
        listening.remove(new Spot(callId, legId));
    }
}
