package io.ringlog.edge.call;

import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.SourcesSeen.Deed;
import io.ringlog.domain.journal.TrunkCommand;
import io.ringlog.domain.journal.WatchCommand;
import io.ringlog.domain.registration.AuthRefusal;
import io.ringlog.edge.security.Sightings;
import io.ringlog.sip.DigestAnswer;
import io.ringlog.sip.Source;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often challenges were answered wrongly of late, in requests of any method: per user, whoever guesses, and per
 * address, whatever it guesses. Anybody may answer, and each answer is a record of the log: who only guesses must not
 * fill it, nor find the word. Who answered rightly from the same address and port before always passes, so nobody is
 * shut out by the guesses of others. For one thread.
 */
final class WrongAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(WrongAnswers.class);

    static final int MOST_OF_SOURCE = 50;
    static final int MOST_OF_USER = 20;
    static final Duration LATELY = Duration.ofSeconds(10);

    /** Answers for one user that nobody has judged yet: a burst must not get ahead of the counting. */
    static final int MOST_OPEN = 100;

    private static final int REMEMBERED = 10_000;
    private static final int NAME_CHARS = 128;

    private record Seen(long sinceMs, int wrong) {}

    private record User(String realm, String name) {}

    private record Who(User user, String address, int port) {}

    private final InstantSource clock;
    private final Sightings sightings;
    private final Map<String, Seen> byNetwork = remembering();
    private final Map<User, Seen> byUser = remembering();
    private final Map<Who, Boolean> proven = remembering();
    private final Map<User, Integer> openOfUser = remembering();
    private final Map<String, Who> open = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Who> eldest) {
            if (size() > REMEMBERED) {
                oneLess(eldest.getValue());
            }
            return size() > REMEMBERED;
        }
    };

    /** @param sightings told who is where by its right answers, and who answered wrongly */
    WrongAnswers(InstantSource clock, Sightings sightings) {
        this.sightings = sightings;
        this.clock = clock;
    }

    private static <K, V> Map<K, V> remembering() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }

    /**
     * Whether an answer may be put to the log; then it is open until {@link #judged}, {@link #forgotten} or long ago.
     */
    boolean mayAsk(String id, DigestAnswer answer, Source source) {
        User user = new User(answer.realm(), shortened(answer.username()));
        Who who = new Who(user, source.address(), source.port());
        if (!proven.containsKey(who) && areTooMany(user, source.address())) {
            return false;
        }
        open.put(id, who);
        openOfUser.merge(user, 1, Integer::sum);
        return true;
    }

    private boolean areTooMany(User user, String address) {
        return lately(byNetwork, Sightings.networkOf(address)).wrong() >= MOST_OF_SOURCE
                || lately(byUser, user).wrong() >= MOST_OF_USER
                || openOfUser.getOrDefault(user, 0) >= MOST_OPEN;
    }

    /** What the log decided says whether the answer was right: whatever is not a further challenge means it was. */
    void judged(Command command) {
        switch (command) {
            case Command.AnswerRegister it -> judged(it.requestId(), it.status(), it.warning());
            case WatchCommand.AnswerWatch it -> judged(it.requestId(), it.status(), it.warning());
            case WatchCommand.ShowLamp _ -> {}
            case Command.EraseRecording _ -> {}
            case Command.RefuseCall it -> judged(it.callId(), it.status(), it.warning());
            case Command.CallCommand it -> judged(it.callId(), 0, null);
            case TrunkCommand it -> {}
        }
    }

    private void judged(String id, int status, @Nullable String why) {
        Who who = closed(id);
        if (who == null) {
            return;
        }
        if (isStale(why) || (status != 401 && status != 407)) {
            proven.put(who, true);
            sightings.phoneAt(who.address());
            return;
        }
        proven.remove(who);
        tell(who);
        sightings.saw(Deed.GUESSED, who.address());
        count(byNetwork, Sightings.networkOf(who.address()));
        count(byUser, who.user());
    }

    /** The first of an address in a while, and the one after which it is not asked any more: never one a guess. */
    private void tell(Who who) {
        int before = lately(byNetwork, Sightings.networkOf(who.address())).wrong();
        boolean last = before == MOST_OF_SOURCE - 1;
        if (before == 0 || last) {
            LOG.info(
                    "a log-in as {} at {} from {} failed{}",
                    plain(who.user().name()),
                    plain(who.user().realm()),
                    who.address(),
                    last ? " and is not the first: the address is refused for " + LATELY.toSeconds() + " s" : "");
        }
    }

    /** What a stranger sent, without what could end a line or move a cursor. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", "?");
    }

    /** Nobody will judge it any more. */
    void forgotten(String id) {
        closed(id);
    }

    /** A right answer to a nonce that is used up. */
    static boolean isStale(@Nullable String why) {
        return AuthRefusal.REPLAYED.code().equals(why);
    }

    private @Nullable Who closed(String id) {
        Who who = open.remove(id);
        if (who != null) {
            oneLess(who);
        }
        return who;
    }

    private void oneLess(Who who) {
        openOfUser.computeIfPresent(who.user(), (user, n) -> n <= 1 ? null : n - 1);
    }

    private <K> void count(Map<K, Seen> seen, K key) {
        Seen before = lately(seen, key);
        seen.put(key, new Seen(before.sinceMs(), before.wrong() + 1));
    }

    private <K> Seen lately(Map<K, Seen> all, K key) {
        long now = clock.millis();
        Seen seen = all.get(key);
        return seen == null || now - seen.sinceMs() > LATELY.toMillis() ? new Seen(now, 0) : seen;
    }

    private static String shortened(String name) {
        return name.length() <= NAME_CHARS ? name : name.substring(0, NAME_CHARS);
    }
}
