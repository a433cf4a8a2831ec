package io.ringlog.domain.registration;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.BoundContact;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.RegisterReceived;
import io.ringlog.domain.journal.RegistrationEvent;
import io.ringlog.domain.journal.RegistrationEvent.Binding;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.registration.Credentials.Verdict;
import io.ringlog.domain.state.Contacts;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** The registrar: answers REGISTER, keeps contacts, and lets them go when they expire or their edge is lost. */
public final class RegistrationDesk implements Concern {

    private final Credentials credentials;

    public RegistrationDesk(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof RegisterReceived asked) {
            register(asked, turn);
        } else if (input instanceof TimerFired(var id, Timer.Purpose.ContactExpired(String aor), var due)) {
            turn.state().contacts(aor).ifPresent(contacts -> expire(contacts, turn));
        } else if (input instanceof EdgeLifecycle edge) {
            loseFlows(edge, turn);
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof Event.ConfigApplied applied) {
            List<Contacts> concerned = turn.state().allContacts().stream()
                    .filter(contacts -> contacts.deviceId().equals(applied.rowId()))
                    .toList();
            if (applied.removed()) {
                concerned.forEach(contacts -> drop(contacts, any -> true, removed(contacts), turn));
            } else {
                concerned.forEach(contacts -> changed(contacts, applied.rowId(), turn));
            }
        }
    }

    private static ContactEnd removed(Contacts contacts) {
        return contacts.userId() == null ? ContactEnd.TRUNK_REMOVED : ContactEnd.DEVICE_REMOVED;
    }

    private static void changed(Contacts contacts, String rowId, Turn turn) {
        turn.state().config().as(rowId, SipDevice.class).ifPresent(device -> changed(contacts, device, turn));
        turn.state().config().as(rowId, SipTrunk.class).ifPresent(trunk -> changed(contacts, trunk, turn));
    }

    private static void changed(Contacts contacts, SipTrunk trunk, Turn turn) {
        if (trunk.status() != RowStatus.ACTIVE || trunk.direction() == SipTrunk.Direction.OUTBOUND || !trunk.logsIn()) {
            drop(contacts, any -> true, ContactEnd.TRUNK_CLOSED, turn);
        } else if (!contacts.credential().equals(trunk.inboundHa1())) {
            drop(contacts, any -> true, ContactEnd.PASSWORD_CHANGED, turn);
        }
    }

    /** A credential that opens nothing any more ends what it has opened. */
    private static void changed(Contacts contacts, SipDevice device, Turn turn) {
        if (device.status() != RowStatus.ACTIVE) {
            drop(contacts, any -> true, ContactEnd.DEVICE_DISABLED, turn);
        } else if (!device.ha1().equals(contacts.credential())) {
            drop(contacts, any -> true, ContactEnd.PASSWORD_CHANGED, turn);
        } else {
            handOver(contacts, device, turn);
        }
    }

    /** A device that is given to another user takes its contacts along. */
    private static void handOver(Contacts contacts, SipDevice device, Turn turn) {
        if (device.userId().equals(contacts.userId())) {
            return;
        }
        drop(contacts, any -> true, ContactEnd.DEVICE_MOVED, turn);
        keep(contacts.of(device.userId()), turn);
        turn.emit(
                new RegistrationEvent.ContactsBound(
                        contacts.aor(), contacts.deviceId(), device.userId(), contacts.bindings()),
                ContactEnd.DEVICE_MOVED.because().with("from", String.valueOf(contacts.userId())));
    }

    private void register(RegisterReceived asked, Turn turn) {
        switch (credentials.check(asked.auth(), turn)) {
            case Verdict.Known(SipDevice device, SipUser user) -> known(asked, Registrant.of(device, user), turn);
            case Verdict.Peer(SipTrunk trunk) -> known(asked, Registrant.of(trunk), turn);
            case Verdict.Unproven(Rejection why) -> refuse(asked, 401, "Unauthorized", why, turn);
            case Verdict.Barred(var user, Rejection why) -> refuse(asked, 403, "Forbidden", why, turn);
        }
    }

    private void known(RegisterReceived asked, Registrant who, Turn turn) {
        Contacts held = turn.state()
                .contacts(who.aor())
                .orElseGet(() -> new Contacts(
                        turn.account(), who.aor(), who.rowId(), who.userId(), who.credential(), List.of()));
        if (!who.isMeantBy(asked)) {
            refuse(asked, RegistrationRefusal.NOT_YOURS, "not an address of its own", turn);
        } else if (ContactRules.isLate(asked, held)) {
            refuse(asked, RegistrationRefusal.OUT_OF_ORDER, "an older CSeq", turn);
        } else if (ContactRules.isTooBrief(asked)) {
            tooBrief(asked, turn);
        } else {
            bind(asked, held.provenBy(who.credential()), turn);
        }
    }

    private static void tooBrief(RegisterReceived asked, Turn turn) {
        RegistrationRefusal brief = RegistrationRefusal.TOO_BRIEF;
        Rejection why = brief.rejection("a contact lives " + ContactRules.SHORTEST_SEC + " seconds at least");
        refused(asked, why, turn);
        answer(
                asked,
                new Command.AnswerRegister(
                        asked.requestId(),
                        brief.status(),
                        brief.phrase(),
                        List.of(),
                        null,
                        ContactRules.SHORTEST_SEC,
                        why.code()),
                turn);
    }

    private void bind(RegisterReceived asked, Contacts held, Turn turn) {
        if (asked.contacts().size() > ContactRules.MOST_CONTACTS) {
            refuse(asked, RegistrationRefusal.TOO_MANY_CONTACTS, "more than ten contacts", turn);
            return;
        }
        List<Binding> all = ContactRules.after(asked, held.liveAt(turn.now()), turn.now());
        List<Binding> displaced = ContactRules.tooMany(all);
        List<Binding> next = all.subList(displaced.size(), all.size());
        keep(held.with(next), turn);
        turn.emit(
                bound(held, next),
                Because.of("registration.proven").with("source", asked.source().ip()));
        displaced.forEach(one -> turn.emit(
                expired(held, one, ContactEnd.DISPLACED),
                ContactEnd.DISPLACED.because().with("limit", ContactRules.MOST_CONTACTS)));
        List<BoundContact> shown = next.stream()
                .map(one -> new BoundContact(one.uri(), left(one, turn.now())))
                .toList();
        answer(asked, new Command.AnswerRegister(asked.requestId(), 200, "OK", shown), turn);
    }

    private static void refuse(RegisterReceived asked, RegistrationRefusal why, String text, Turn turn) {
        refuse(asked, why.status(), why.phrase(), why.rejection(text), turn);
    }

    private static void refuse(RegisterReceived asked, int status, String phrase, Rejection why, Turn turn) {
        refused(asked, why, turn);
        answer(
                asked,
                new Command.AnswerRegister(asked.requestId(), status, phrase, List.of(), null, null, why.code()),
                turn);
    }

    private static void refused(RegisterReceived asked, Rejection why, Turn turn) {
        turn.emit(
                new RegistrationEvent.RegistrationRefused(
                        asked.user() + "@" + asked.domain(),
                        why.code(),
                        asked.source().ip()),
                why.because().with("text", why.text()));
    }

    private static void answer(RegisterReceived asked, Command.AnswerRegister answer, Turn turn) {
        turn.command(asked.stamp().edge(), asked.requestId(), answer);
    }

    private static void expire(Contacts contacts, Turn turn) {
        drop(contacts, one -> !one.expiresAt().isAfter(turn.now()), ContactEnd.EXPIRED, turn);
    }

    /** A connection dies with its edge; a UDP contact is reached from any other. */
    private static void loseFlows(EdgeLifecycle edge, Turn turn) {
        turn.state().allContacts().stream()
                .filter(contacts -> contacts.bindings().stream().anyMatch(one -> flowOf(edge, one)))
                .toList()
                .forEach(contacts -> drop(contacts, one -> flowOf(edge, one), ContactEnd.EDGE_LOST, turn));
    }

    private static boolean flowOf(EdgeLifecycle edge, Binding one) {
        return one.contact().flowId() != null && one.contact().edge().equals(edge.edge());
    }

    private static void drop(Contacts contacts, Predicate<Binding> gone, ContactEnd why, Turn turn) {
        Contacts left =
                contacts.with(contacts.bindings().stream().filter(gone.negate()).toList());
        keep(left, turn);
        contacts.bindings().stream().filter(gone).forEach(one -> turn.emit(expired(contacts, one, why), why.because()));
    }

    private static RegistrationEvent bound(Contacts held, List<Binding> next) {
        String userId = held.userId();
        return userId == null
                ? new RegistrationEvent.TrunkBound(held.aor(), held.deviceId(), next)
                : new RegistrationEvent.ContactsBound(held.aor(), held.deviceId(), userId, next);
    }

    private static RegistrationEvent expired(Contacts held, Binding one, ContactEnd why) {
        String userId = held.userId();
        return userId == null
                ? new RegistrationEvent.TrunkContactExpired(held.aor(), held.deviceId(), one.uri(), why.word())
                : new RegistrationEvent.ContactExpired(held.aor(), held.deviceId(), userId, one.uri(), why.word());
    }

    /** Keeps what is left, with one timer at its earliest end. */
    private static void keep(Contacts contacts, Turn turn) {
        String timer = "contact/" + contacts.aor();
        if (contacts.bindings().isEmpty()) {
            turn.remove(contacts);
            turn.cancelTimer(timer);
            return;
        }
        turn.put(contacts);
        Instant first = contacts.bindings().stream()
                .map(Binding::expiresAt)
                .min(Instant::compareTo)
                .orElseThrow();
        Duration left = Duration.between(turn.now(), first);
        turn.timer(timer, left.isNegative() ? Duration.ZERO : left, new Timer.Purpose.ContactExpired(contacts.aor()));
    }

    private static int left(Binding one, Instant now) {
        return (int) Math.max(1, Duration.between(now, one.expiresAt()).toSeconds());
    }
}
