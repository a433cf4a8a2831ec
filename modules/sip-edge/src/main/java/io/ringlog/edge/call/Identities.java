package io.ringlog.edge.call;

import io.ringlog.domain.journal.Command.CallerId;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Diverted;
import io.ringlog.domain.journal.Shown;
import io.ringlog.sip.ProxyOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as headers say it: From, P-Asserted-Identity, Privacy (RFC 3323, RFC 3325), and on whose behalf a call is
 * sent on: Diversion (RFC 5806) and History-Info (RFC 7044).
 */
final class Identities {

    private static final String NOBODY = "sip:anonymous@anonymous.invalid";
    private static final List<String> OF_THE_CALLER = List.of("P-Preferred-Identity", "Remote-Party-ID");
    /** What a trunk goes by when it bills and screens is not the caller's to say. */
    private static final List<String> OF_THE_CALLER_OUTSIDE =
            List.of("P-Preferred-Identity", "Remote-Party-ID", "Diversion", "History-Info");

    private Identities() {}

    /** What says who calls is ours to say: a caller's own assertions stay behind (RFC 3325 section 5). */
    static ProxyOptions inside(CallerId asserted, @Nullable CallerId inFrom, String domain) {
        ProxyOptions options = ProxyOptions.relayed()
                .setting(Map.of("P-Asserted-Identity", identity(asserted, domain)))
                .removing(OF_THE_CALLER);
        return inFrom == null ? options : options.showing(identity(inFrom, domain));
    }

    /**
     * The same for a call that somebody of the account has sent on.
     *
     * @param target the Request-URI
     */
    static ProxyOptions sentOn(ProxyOptions inside, List<String> by, String domain, String target) {
        Map<String, String> headers = new TreeMap<>(inside.setHeaders());
        headers.putAll(sentOn(by, domain, target));
        return inside.setting(headers);
    }

    /** Who has a call sent on, inside the account: the first first; empty for nobody. */
    static List<String> by(InviteParty command) {
        return Stream.concat(
                        Stream.ofNullable(command.divertedBefore()).flatMap(List::stream),
                        Stream.ofNullable(command.divertedBy()))
                .toList();
    }

    static Map<String, String> sentOn(List<String> by, String domain, String target) {
        return diverted(new Diverted(by.getFirst(), true, true, by.subList(1, by.size())), domain, target);
    }

    private static Map<String, String> diverted(Diverted diverted, String domain, String target) {
        Map<String, String> headers = new TreeMap<>();
        List<String> by = Stream.concat(
                        Stream.of(diverted.by()),
                        Stream.ofNullable(diverted.thenBy()).flatMap(List::stream))
                .map(it -> uri(it, domain))
                .toList();
        if (diverted.inDiversion()) {
            headers.put(
                    "Diversion",
                    by.reversed().stream()
                            .map(it -> "<" + it + ">;reason=unconditional")
                            .collect(Collectors.joining(", ")));
        }
        if (diverted.inHistory()) {
            headers.put("History-Info", history(by, target));
        }
        return headers;
    }

    /** Each hop is a branch of the one before, which was mapped to somebody else (RFC 7044 sections 10.3, 10.5). */
    private static String history(List<String> by, String target) {
        StringBuilder entries = new StringBuilder("<" + by.getFirst() + ">;index=1");
        StringBuilder index = new StringBuilder("1");
        Stream.concat(by.stream().skip(1), Stream.of(target)).forEach(hop -> {
            entries.append(", <")
                    .append(hop)
                    .append(";cause=302>;index=")
                    .append(index)
                    .append(".1;mp=")
                    .append(index);
            index.append(".1");
        });
        return entries.toString();
    }

    /**
     * The same towards a trunk.
     *
     * @param target the Request-URI
     */
    static ProxyOptions outside(Shown shown, String target) {
        Stream<String> removed = Stream.ofNullable(shown.manner()).flatMap(it -> it.headersRemoved().stream());
        return ProxyOptions.relayed()
                .setting(headers(shown, target))
                .removing(Stream.concat(OF_THE_CALLER_OUTSIDE.stream(), removed).toList())
                .showing(quoted(name(shown)) + "<" + from(shown) + ">");
    }

    /** The URI of From towards a trunk. */
    static String from(Shown shown) {
        String user = shown.fromUser();
        return user == null ? NOBODY : uri(user, shown.domain());
    }

    /** The display name of From towards a trunk. */
    static @Nullable String name(Shown shown) {
        return shown.fromUser() == null ? "Anonymous" : shown.name();
    }

    /** The headers beside From. */
    static Map<String, String> headers(Shown shown, String target) {
        Map<String, String> headers = new TreeMap<>();
        Stream.ofNullable(shown.manner())
                .flatMap(it -> it.headersAdded().stream())
                .map(it -> it.split(": ", 2))
                .forEach(it -> headers.put(it[0], it[1]));
        String asserted = shown.asserted();
        if (asserted != null) {
            headers.put("P-Asserted-Identity", quoted(shown.name()) + "<" + uri(asserted, shown.domain()) + ">");
        }
        if (shown.isPrivate()) {
            headers.put("Privacy", "id");
        }
        Diverted diverted = shown.diverted();
        if (diverted != null) {
            headers.putAll(diverted(diverted, shown.domain(), target));
        }
        return headers;
    }

    private static String identity(CallerId shown, String domain) {
        return quoted(shown.name()) + "<" + uri(shown.number(), domain) + ">";
    }

    private static String quoted(@Nullable String name) {
        return name == null ? "" : "\"" + name.replaceAll("[\"\\\\\\p{Cntrl}]", "") + "\" ";
    }

    static String uri(String user, String domain) {
        return "sip:" + escaped(user) + "@" + domain;
    }

    /** The user part of a URI (RFC 3261 section 25.1): what has a meaning there is escaped. */
    private static String escaped(String number) {
        StringBuilder user = new StringBuilder();
        for (byte b : number.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-_.!~*'()&=+$,".indexOf(c) >= 0);
            user.append(plain ? String.valueOf(c) : String.format("%%%02X", b & 0xFF));
        }
        return user.toString();
    }
}
