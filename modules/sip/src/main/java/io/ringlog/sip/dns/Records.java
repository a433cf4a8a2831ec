package io.ringlog.sip.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** What is said of a name. Asking takes as long as it takes. */
public interface Records {

    /** What there is to ask for. */
    enum Kind {
        A,
        AAAA,
        SRV,
        NAPTR
    }

    /** How a question ended. */
    enum State {
        FOUND,
        /** There is no such name, or nothing of this kind. */
        NONE,
        /** Nobody said anything that can be used. */
        UNANSWERED
    }

    /** One record, as far as it is understood here. */
    sealed interface Entry {
        record Address(InetAddress address) implements Entry {}

        /** RFC 2782; a target that is empty says that there is no such service. */
        record Server(int priority, int weight, int port, String target) implements Entry {}

        /** RFC 3403. */
        record Rule(int order, int preference, String flags, String service, String regexp, String replacement)
                implements Entry {}
    }

    /** @param ttl for how long it is said to be good, over all names it was found by */
    record Answer(State state, List<Entry> entries, Duration ttl) {
        public Answer {
            entries = List.copyOf(entries);
        }

        static Answer none(Duration ttl) {
            return new Answer(State.NONE, List.of(), ttl);
        }

        static Answer unanswered() {
            return new Answer(State.UNANSWERED, List.of(), Duration.ZERO);
        }

        <T extends Entry> List<T> all(Class<T> kind) {
            return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    /** @param name without a dot at its end */
    Answer of(String name, Kind kind);
}
