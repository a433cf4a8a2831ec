package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPMessage;
import io.ringlog.sip.message.Headers;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a session lives without a refresh, and who refreshes it, as a message has it (RFC 4028 section 4). */
record SessionTimer(Duration life, Refresher refresher) {
    /** No session may be shorter lived (section 5). */
    static final Duration SHORTEST = Duration.ofSeconds(90);

    static final SessionTimer NONE = new SessionTimer(Duration.ZERO, Refresher.UNSAID);

    /** More than anybody waits for; what is beyond counting is no more than this. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final int DIGITS_MOST = 9;
    private static final Pattern FORM = Pattern.compile("([0-9]++)\\s*+(;.*+)?+");
    private static final Pattern REFRESHER = Pattern.compile(";\\s*refresher\\s*=\\s*(uac|uas)\\b");

    /** By its part in the transaction that agrees on the timer. */
    enum Refresher {
        UAC,
        UAS,
        UNSAID;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@link #NONE} where there is no Session-Expires, or none that can be read. */
    static SessionTimer in(SIPMessage message) {
        Duration life = seconds(message, "Session-Expires");
        return life.isZero() ? NONE : new SessionTimer(life, refresher(message));
    }

    /** The shortest life that is taken at the other end; zero when it does not say. */
    static Duration least(SIPMessage message) {
        return seconds(message, "Min-SE");
    }

    private static Duration seconds(SIPMessage message, String header) {
        @Nullable String text = Headers.text(message, header);
        Matcher form = FORM.matcher(text == null ? "" : text);
        if (!form.matches()) {
            return Duration.ZERO;
        }
        String digits = form.group(1);
        Duration said = digits.length() > DIGITS_MOST ? LONGEST : Duration.ofSeconds(Long.parseLong(digits));
        return said.compareTo(LONGEST) > 0 ? LONGEST : said;
    }

    private static Refresher refresher(SIPMessage message) {
        String text = String.valueOf(Headers.text(message, "Session-Expires"));
        Matcher named = REFRESHER.matcher(text.toLowerCase(Locale.ROOT));
        return named.find() ? Refresher.valueOf(named.group(1).toUpperCase(Locale.ROOT)) : Refresher.UNSAID;
    }

    boolean runs() {
        return !life.isZero();
    }

    /** The same where it lives long enough to be refreshed in time; what is shorter is against the RFC. */
    SessionTimer noShorterThan(Duration least) {
        return runs() && life.compareTo(least) < 0 ? new SessionTimer(least, refresher) : this;
    }

    /** As a header has it. */
    String text() {
        String who = refresher == Refresher.UNSAID ? "" : ";refresher=" + refresher.word();
        return life.toSeconds() + who;
    }
}
