package io.ringlog.edge.call;

import io.ringlog.domain.config.MediaEncryption;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.domain.journal.Contact;
import io.ringlog.domain.journal.Loop;
import io.ringlog.edge.EdgeConfig;
import io.ringlog.edge.directory.OtherEdges;
import io.ringlog.edge.trunk.Loops;
import io.ringlog.sip.Destination;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a target is to be rung: by what its contact says, over another edge's connection, or at ourselves. */
final class Places {

    /** RFC 5626 section 5.3.1. */
    private static final int FLOW_FAILED = 430;

    private static final int NOT_FOUND = 404;

    /** What a URI is reached by that names no transport, unless its name says more (RFC 3263 section 4.1). */
    private static final String USUAL = "udp";

    private static final Set<String> SAFE = Set.of("tls", "wss");

    private final EdgeConfig config;
    private final Loops loops;
    private final OtherEdges others;
    private final CallLine line;

    Places(EdgeConfig config, Loops loops, OtherEdges others, CallLine line) {
        this.config = config;
        this.loops = loops;
        this.others = others;
        this.line = line;
    }

    /** Whether nobody reads along on the way to a target, through another edge too: a key may be sent to it. */
    static boolean isSafe(Target target, Destination to) {
        String onward = to.transport();
        return SAFE.contains(target.contact().transport())
                && (!to.isThroughAnother() || (onward != null && SAFE.contains(onward)));
    }

    /** A place, or why there is none. */
    sealed interface Place {
        record There(Destination to) implements Place {}

        record Nowhere(int status, String why) implements Place {}
    }

    Place of(Target target) {
        Contact contact = target.contact();
        if (!contact.uri().matches("(?i)sips?:[^\\s<>]{1,500}")) {
            return new Place.Nowhere(NOT_FOUND, "contact is no SIP URI");
        }
        Loop loop = target.loop();
        if (loop != null) {
            return new Place.There(ourselves(target, loop));
        }
        boolean elsewhere = !contact.edge().equals(config.edge());
        boolean safely = contact.uri().toLowerCase(Locale.ROOT).startsWith("sips:")
                || target.encryption() == MediaEncryption.REQUIRED;
        Place first = elsewhere && (contact.flowId() != null || contact.natted())
                ? atAnother(contact, safely)
                : new Place.There(here(contact));
        List<String> path = contact.path();
        return path == null ? first : past(path, contact, first);
    }

    /**
     * Past the proxies that stand before a phone or a carrier: the first one is reached by the connection that it has
     * to an edge; with nothing heard of that edge it is tried where it says it is, and never at a place that the
     * REGISTER did not come from.
     */
    private static Place past(List<String> path, Contact contact, Place first) {
        return switch (first) {
            case Place.There(Destination to)
            when to.flowId() == null && to.address() == null ->
                new Place.There(straight(contact).past(path));
            case Place.There(Destination to) -> new Place.There(to.past(path));
            case Place.Nowhere nowhere ->
                contact.natted() ? nowhere : new Place.There(straight(contact).past(path));
        };
    }

    /** A proxy that says nothing of it is reached by the transport of the phone's REGISTER, or of the carrier. */
    private static Destination straight(Contact contact) {
        Destination to = Destination.of(contact.uri());
        return contact.transport().equals(USUAL) ? to : to.by(contact.transport());
    }

    /**
     * Only the edge that a phone has connected to, or that its router lets through, has a way to it. A datagram goes
     * straight there when nothing is heard of that edge, for some routers let anybody through.
     */
    private Place atAnother(Contact contact, boolean safely) {
        Optional<OtherEdges.Way> way = others.to(contact.edge(), safely);
        String connection = contact.flowId();
        if (way.isEmpty()) {
            return connection == null
                    ? new Place.There(here(contact))
                    : new Place.Nowhere(FLOW_FAILED, "edge " + contact.edge() + unheard(contact, safely));
        }
        String flow = connection == null ? "udp:" + contact.receivedIp() + ":" + contact.receivedPort() : connection;
        OtherEdges.Way by = way.get();
        return new Place.There(Destination.through(contact.uri(), flow, by.host(), by.port(), by.transport()));
    }

    private String unheard(Contact contact, boolean safely) {
        return safely && others.to(contact.edge(), false).isPresent()
                ? ", which the phone is connected to, speaks no TLS"
                : ", which the phone is connected to, is not heard";
    }

    /** The flow a contact registered over beats the address it was seen at, which beats what its URI says. */
    private static Destination here(Contact contact) {
        String flow = contact.flowId();
        if (flow != null) {
            return Destination.over(contact.uri(), flow);
        }
        return contact.natted()
                ? Destination.via(contact.uri(), contact.receivedIp(), contact.receivedPort(), contact.transport())
                : Destination.of(contact.uri());
    }

    /** A call for another account goes out at one side and comes in at the other. */
    private Destination ourselves(Target target, Loop loop) {
        String number = target.contact().uri().replaceFirst("(?i)sips?:([^@]*)@.*", "$1");
        return Destination.of("sip:" + loops.userOf(number, loop) + "@"
                + reached(config.sip().host()) + ":"
                + line.sip().port());
    }

    /** The address by which we reach ourselves, as a URI has it (RFC 3261 section 25.1, RFC 3986 section 3.2.2). */
    static String reached(String host) {
        return switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::", "[::]", "0:0:0:0:0:0:0:0" -> "[::1]";
            default -> host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        };
    }
}
