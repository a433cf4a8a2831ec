package io.ringlog.domain.lamp;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Lamp;
import io.ringlog.domain.journal.Light;
import io.ringlog.domain.journal.Light.Dialog;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.MailboxState;
import io.ringlog.domain.state.Waiting;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How lamps are lit by the state as it is. Pure. */
final class Lights {

    private Lights() {}

    /** Looks at every call: for a lamp that nobody has watched so far. */
    static Light of(AccountState state, Lamp lamp, Instant now) {
        return switch (lamp.kind()) {
            case MAILBOX -> messages(state, lamp);
            case PRESENCE ->
                new Light.Presence(
                        isOpen(state, lamp.id(), now),
                        state.calls().stream()
                                .filter(call -> talks(call, lamp.id()))
                                .map(CallState::callId)
                                .toList());
            case USER, PARK_SLOT ->
                new Light.Dialogs(state.calls().stream()
                        .flatMap(call -> dialog(call, lamp).stream())
                        .toList());
        };
    }

    /** What a lamp shows of a mailbox. */
    static Light messages(AccountState state, Lamp lamp) {
        return state.mailbox(lamp.id())
                .map(MailboxState::counts)
                .map(it -> new Light.Messages(it.newMessages(), it.heardMessages()))
                .orElse(new Light.Messages(0, 0));
    }

    /** Whether a phone of the user is registered. */
    static boolean isOpen(AccountState state, String userId, Instant now) {
        return state.config().devicesOf(userId).stream()
                .flatMap(device -> state.contacts(device.authUsername() + "@" + device.realm()).stream())
                .anyMatch(contacts -> !contacts.liveAt(now).isEmpty());
    }

    private static boolean talks(CallState call, String userId) {
        return dialog(call, Lamp.ofUser(userId)).map(Dialog::confirmed).orElse(false);
    }

    /** The same light after a call has changed; the call is empty when there is none any more. */
    static Light after(Light.Presence before, String userId, String callId, Optional<CallState> now) {
        boolean talks = now.filter(call -> talks(call, userId)).isPresent();
        Stream<String> others = before.talks().stream().filter(one -> !one.equals(callId));
        return new Light.Presence(
                before.open(),
                Stream.concat(others, talks ? Stream.of(callId) : Stream.empty())
                        .sorted()
                        .toList());
    }

    /** The lamps that a call lights. */
    static SortedSet<Lamp> lamps(CallState call) {
        SortedSet<Lamp> lamps = new TreeSet<>();
        call.legs().stream()
                .flatMap(leg -> Stream.ofNullable(leg.party().userId()))
                .forEach(userId -> lamps.addAll(List.of(Lamp.ofUser(userId), Lamp.ofPresence(userId))));
        slot(call).ifPresent(lamps::add);
        return lamps;
    }

    /** The same light after a call has changed. */
    static Light after(Light.Dialogs before, String callId, Optional<Dialog> now) {
        return new Light.Dialogs(Stream.concat(
                        before.dialogs().stream().filter(one -> !one.callId().equals(callId)), now.stream())
                .sorted(Comparator.comparing(Dialog::callId))
                .toList());
    }

    /** What a lamp shows of a call; empty for nothing. */
    static Optional<Dialog> dialog(CallState call, Lamp lamp) {
        if (call.isOver()) {
            return Optional.empty();
        }
        return lamp.kind() == Lamp.Kind.USER
                ? part(call, lamp.id())
                : slot(call).filter(lamp::equals).flatMap(it -> parked(call));
    }

    private static Optional<Lamp> slot(CallState call) {
        Waiting waiting = call.waiting();
        return waiting == null || waiting.lotId() == null || waiting.slot() == null
                ? Optional.empty()
                : Optional.of(Lamp.ofSlot(waiting.lotId(), waiting.slot()));
    }

    private static Optional<Dialog> parked(CallState call) {
        return call.guest().map(guest -> with(call, new Part(true, true, false), !isCaller(guest)));
    }

    /** Of all phones of a user the one that has come farthest counts. */
    private static Optional<Dialog> part(CallState call, String userId) {
        List<Leg> legs = call.legs().stream()
                .filter(leg -> userId.equals(leg.party().userId()) && !(leg instanceof Leg.Over))
                .toList();
        return legs.stream()
                .filter(Leg.Up.class::isInstance)
                .findFirst()
                .or(() -> legs.stream().findFirst())
                .map(leg -> with(call, part(leg), isCaller(leg)));
    }

    private record Part(boolean confirmed, boolean initiator, boolean held) {}

    private static Part part(Leg leg) {
        return new Part(leg instanceof Leg.Up, isCaller(leg), leg instanceof Leg.Up up && up.holds());
    }

    private static boolean isCaller(Leg leg) {
        return leg.id().equals(CallFact.CALLER);
    }

    /** @param called whether the far end is who was called */
    private static Dialog with(CallState call, Part part, boolean called) {
        return new Dialog(
                call.callId(),
                part.confirmed(),
                part.initiator(),
                part.held(),
                called ? call.head().to() : said(call.head().from()),
                called ? null : call.head().fromName());
    }

    private static @Nullable String said(String from) {
        return from.isEmpty() ? null : from;
    }
}
