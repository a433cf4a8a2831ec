package io.ringlog.sip.stack;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Addresses of hosts. Strangers write the names, and whoever answers for them may take a minute: they are looked up
 * beside the threads that carry calls, which wait a moment for a new name and not at all when many are open.
 */
final class Names {
    private static final Logger LOG = LoggerFactory.getLogger(Names.class);
    private static final long PATIENCE_NANOS = Duration.ofMillis(250).toNanos();
    private static final long GOOD_FOR_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int AT_ONCE = 4;
    private static final int REMEMBERED = 1_000;

    /** Who knows addresses. */
    interface Lookup {
        InetAddress of(String name) throws UnknownHostException;
    }

    private record Asked(CompletableFuture<Optional<String>> answer, long sinceNanos) {
        boolean isOld(long now) {
            return answer.isDone() && now - sinceNanos > GOOD_FOR_NANOS;
        }
    }

    private final Lookup lookup;
    private final Semaphore open = new Semaphore(AT_ONCE);
    private final Map<String, Asked> asked = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
            return size() > REMEMBERED;
        }
    };

    Names(Lookup lookup) {
        this.lookup = lookup;
    }

    /** The address in letters; empty when there is none, or none so far. */
    Optional<String> addressOf(String host) {
        try {
            boolean bracketed = host.startsWith("[") && host.endsWith("]");
            String literal = bracketed ? host.substring(1, host.length() - 1) : host;
            return Optional.of(InetAddress.ofLiteral(literal).getHostAddress());
        } catch (IllegalArgumentException aName) {
            return ask(host).flatMap(Names::waited);
        }
    }

    private synchronized Optional<Asked> ask(String name) {
        Asked earlier = asked.get(name);
        if (earlier != null && !earlier.isOld(System.nanoTime())) {
            return Optional.of(earlier);
        }
        if (!open.tryAcquire()) {
            return Optional.empty();
        }
        Asked now = new Asked(new CompletableFuture<>(), System.nanoTime());
        asked.remove(name);
        asked.put(name, now);
        Thread.ofVirtual().name("sip-names").start(() -> lookUp(name, now));
        return Optional.of(now);
    }

    private void lookUp(String name, Asked asking) {
        try {
            asking.answer.complete(Optional.of(lookup.of(name).getHostAddress()));
        } catch (UnknownHostException unknown) {
            LOG.debug("nobody has the name {}", name);
        } finally {
            asking.answer.complete(Optional.empty());
            open.release();
        }
    }

    /** Each question is waited for once: who asks again takes what is there. */
    private static Optional<String> waited(Asked asked) {
        long left = PATIENCE_NANOS - (System.nanoTime() - asked.sinceNanos);
        try {
            return asked.answer.get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a look-up ended without an answer", impossible);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
