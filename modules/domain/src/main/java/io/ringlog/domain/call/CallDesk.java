package io.ringlog.domain.call;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Encrypting;
import io.ringlog.domain.act.Hops;
import io.ringlog.domain.act.Leaving;
import io.ringlog.domain.admission.AdmissionDesk;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.Account.FromOfAnother;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.feature.Redial;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.journal.RegistrationEvent;
import io.ringlog.domain.number.Numbering;
import io.ringlog.domain.outbound.Callee;
import io.ringlog.domain.outbound.Dialling;
import io.ringlog.domain.outbound.Numbers;
import io.ringlog.domain.outbound.NumbersShown;
import io.ringlog.domain.outbound.PbxNumbers;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.registration.AuthRefusal;
import io.ringlog.domain.registration.Credentials;
import io.ringlog.domain.registration.Credentials.Verdict;
import io.ringlog.domain.registration.ShownNames;
import io.ringlog.domain.routing.Dialled;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.transfer.Replacing;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes an INVITE in: who calls, is the call admitted, where does it go first. */
public final class CallDesk implements Concern {

    private static final String NOBODY = "anonymous";

    /** The host of whoever wants to stay unknown, whatever stands before it (RFC 3323 section 4.1.1.3). */
    private static final String NOWHERE = "anonymous.invalid";

    private final Credentials credentials;

    public CallDesk(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof InviteReceived invite
                && turn.known(invite.callId()).isEmpty()) {
            if (invite.auth() == null) {
                fromTrunk(invite, turn);
            } else {
                fromDevice(invite, turn);
            }
        }
    }

    @Override
    public void react(Event event, Turn turn) {}

    private void fromDevice(InviteReceived received, Turn turn) {
        switch (credentials.check(received.auth(), turn)) {
            case Verdict.Known(SipDevice device, SipUser user) -> {
                InviteReceived invite = received.to(Redial.meant(turn, received.requestUser(), user));
                CallHead head = fromUser(turn, invite, user);
                Party caller = new Party.Device(user.id(), device.id());
                LiveCall call = begin(turn, invite, head, caller);
                Redial.noted(call, received.requestUser(), invite.requestUser(), user);
                Optional<Rejection> foreign = isEmergency(turn, head)
                        ? Optional.empty()
                        : ShownNames.ofAnother(turn.state(), invite, device, user);
                if (foreign.isPresent() && !overwritten(call, invite, foreign.get())) {
                    CallEnding.refuse(call, foreign.get());
                } else {
                    lead(call, invite, null);
                }
            }
            case Verdict.Peer(SipTrunk trunk) when trunk.role() == SipTrunk.Role.PBX -> fromPbx(received, trunk, turn);
            case Verdict.Peer(SipTrunk trunk) ->
                fromTrunk(received.by(trunk.id(), turn.account(), numbering(turn, trunk)), turn);
            case Verdict.Unproven(Rejection why) -> turnAway(turn, received, 407, "Proxy Authentication Required", why);
            case Verdict.Barred(var user, Rejection why) -> {
                CallHead head = fromUser(turn, received, user);
                LiveCall call = begin(turn, received, head, number(head));
                if (isEmergency(turn, head)) {
                    lead(call, received, null);
                } else {
                    CallEnding.refuse(call, why);
                }
            }
        }
    }

    /** A customer's PBX calls as a phone of the account does, for many. */
    private static void fromPbx(InviteReceived received, SipTrunk trunk, Turn turn) {
        InviteReceived invite = received.inPlaceOf(null);
        PbxNumbers.Shown shown = PbxNumbers.of(turn, trunk, invite);
        Callee callee = Callee.of(turn, invite.requestUser(), null);
        CallHead head =
                head(turn, invite, callee.direction(), null, callee.to()).by(trunk.id(), shown.number(), shown.name());
        LiveCall call = begin(turn, invite, head, new Party.Trunk(trunk.id(), head.from()));
        if (!shown.asSaid()) {
            overwrite(call, invite, shown.because());
        }
        boolean inside = head.direction() == Direction.INTERNAL
                && turn.state().config().did(Dialled.normalised(head.to())).isEmpty();
        if (inside && !trunk.callsInside()) {
            CallEnding.refuse(
                    call, Refusal.INSIDE_FORBIDDEN.rejection("trunk " + trunk.name() + " calls numbers alone"));
        } else {
            lead(call, invite, trunk.id());
        }
    }

    private static @Nullable Numbering numbering(Turn turn, SipTrunk trunk) {
        String country = turn.state()
                .config()
                .account(turn.account())
                .map(Account::country)
                .orElse(null);
        return trunk.numbering(country).orElse(null);
    }

    private static void overwrite(LiveCall call, InviteReceived invite, Because because) {
        CallHead head = call.head();
        call.command(new Command.OverwriteFrom(call.id(), new Command.CallerId(head.from(), head.fromName())));
        call.emit(new CallEvent.FromOverwritten(call.id(), invite.fromUser(), head.from()), because);
    }

    /** Whether the account has its callers shown as who they are, instead of refusing them. */
    private static boolean overwritten(LiveCall call, InviteReceived invite, Rejection foreign) {
        Turn turn = call.turn();
        boolean overwrites = turn.state()
                .config()
                .account(turn.account())
                .filter(account -> account.fromOfAnother() == FromOfAnother.OVERWRITE)
                .isPresent();
        if (overwrites) {
            overwrite(call, invite, foreign.because().with("policy", "overwrite"));
        }
        return overwrites;
    }

    private static CallHead fromUser(Turn turn, InviteReceived invite, @Nullable SipUser user) {
        Callee callee = Callee.of(turn, invite.requestUser(), user == null ? null : user.id());
        boolean comes = invite.replacing() != null && !callee.isEmergency();
        return head(turn, invite, comes ? Direction.INTERNAL : callee.direction(), user, callee.to());
    }

    private static void fromTrunk(InviteReceived invite, Turn turn) {
        String owner = invite.trunkAccountId();
        boolean mayCallIn = owner != null && Dialled.mayCallIn(turn.state(), owner, turn.account());
        if (invite.loop() == null && !mayCallIn) {
            Rejection why = AuthRefusal.UNTRUSTED.rejection("neither credentials nor a trunk of this account");
            turnAway(turn, invite, 403, "Forbidden", why);
            return;
        }
        String ownTrunk = turn.account().equals(owner) ? invite.trunkId() : null;
        InviteReceived read = CarrierForms.read(turn, invite);
        String to = Dialled.normalised(read.requestUser());
        CallHead head = head(turn, read, Direction.INBOUND, null, to);
        Party caller = ownTrunk == null ? number(head) : new Party.Trunk(ownTrunk, head.from());
        LiveCall call = begin(turn, invite, head, caller);
        NumbersShown.overwrite(call, invite.fromUser());
        lead(call, read, ownTrunk);
    }

    /** A caller who proves nothing leaves no call behind. */
    private static void turnAway(Turn turn, InviteReceived invite, int status, String phrase, Rejection why) {
        turn.emit(
                new RegistrationEvent.AuthenticationFailed(
                        invite.fromUser() + "@" + invite.fromDomain(),
                        "INVITE",
                        why.code(),
                        invite.source().ip()),
                why.because().with("text", why.text()));
        turn.command(
                invite.stamp().edge(),
                invite.callId(),
                new Command.RefuseCall(invite.callId(), status, phrase, null, why.code(), null));
    }

    /** Who is known by a number alone, or not even by that (RFC 3323 section 4.1.1.3). */
    private static Party number(CallHead head) {
        return head.from().isEmpty() || head.from().equalsIgnoreCase(NOBODY)
                ? new Party.Anonymous()
                : new Party.Number(head.from());
    }

    private static void lead(LiveCall call, InviteReceived invite, @Nullable String trunkId) {
        Turn turn = call.turn();
        if (isEmergency(turn, call.head())) {
            AdmissionDesk.admitAnyway(turn, call.head());
            Leaving.dial(call, Dialling.of(call.head(), invite.requestUser()));
            return;
        }
        CallFact.Replacing replacing = invite.replacing();
        Party caller = call.state().leg(CallFact.CALLER).orElseThrow().party();
        Optional<Rejection> elsewhere = replacing == null ? Dialled.elsewhere(turn.state(), invite) : Optional.empty();
        Optional<Rejection> refusal = elsewhere
                .or(() -> Encrypting.refusal(turn, caller, invite))
                .or(() -> TrunkCodecs.refusal(turn, trunkId, invite.codecs()))
                .or(() -> AdmissionDesk.admit(turn, call.head(), trunkId));
        if (Encrypting.staysClear(turn, caller, invite)) {
            call.command(new Command.KeepMediaClear(call.id()));
        } else if (Encrypting.staysEncrypted(turn, caller, invite)) {
            call.command(new Command.KeepMediaEncrypted(call.id()));
        }
        if (refusal.isPresent()) {
            CallEnding.refuse(call, refusal.get());
            return;
        }
        TrunkCodecs.keep(call, trunkId);
        TrunkHeaders.change(call, trunkId);
        if (replacing != null) {
            Replacing.come(call, replacing);
        } else {
            Hops.lead(call, invite.requestUser());
        }
    }

    /** Whoever calls for help from a phone of the account is let through, whatever stands against its calls. */
    private static boolean isEmergency(Turn turn, CallHead head) {
        return head.direction() == Direction.OUTBOUND && Numbers.isEmergency(turn, head.to());
    }

    private static LiveCall begin(Turn turn, InviteReceived invite, CallHead head, Party caller) {
        LiveCall call = turn.begin(CallState.started(head, caller));
        call.emit(
                new CallEvent.CallStarted(
                        head.callId(),
                        head.direction(),
                        head.from(),
                        head.to(),
                        head.userId(),
                        head.edge(),
                        head.correlationId(),
                        caller),
                because(invite));
        return call;
    }

    /** Which numbers the trunk wrote, and by which country they were read, where they were. */
    private static Because because(InviteReceived invite) {
        Because because =
                Because.of("call.invite").with("source", invite.source().ip()).with("dialled", invite.requestUser());
        Numbering how = invite.numbering();
        return how == null ? because : because.with("caller", invite.fromUser()).with("country", how.country());
    }

    private static CallHead head(
            Turn turn, InviteReceived invite, Direction direction, @Nullable SipUser user, String to) {
        String shown = user == null ? shown(invite) : shown(user, direction);
        return new CallHead(
                turn.account(),
                invite.callId(),
                direction,
                shown,
                user == null ? invite.fromName() : user.displayName(),
                to,
                user == null ? null : user.id(),
                direction == Direction.INBOUND
                        ? turn.state().config().did(to).map(did -> did.id()).orElse(null)
                        : null,
                invite.stamp().edge(),
                invite.stamp().epoch(),
                correlation(invite),
                turn.now(),
                null,
                direction == Direction.OUTBOUND && invite.mayMean(to) ? to : null,
                invite.loop() == null ? null : invite.loop().hops(),
                null);
    }

    private static String correlation(InviteReceived invite) {
        return Stream.of(invite.loop() == null ? null : invite.loop().correlationId(), invite.correlationId())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(invite.callId());
    }

    /** Who has no user here shows the name it proved, or the number its trunk says. */
    private static String shown(InviteReceived invite) {
        if (invite.auth() != null) {
            return invite.auth().username();
        }
        return NOWHERE.equalsIgnoreCase(invite.fromDomain()) ? NOBODY : Dialled.normalised(invite.fromUser());
    }

    /** Inside the account a user is known by its name, outside by its number. */
    private static String shown(SipUser user, Direction direction) {
        String number = user.outCidNumber();
        return direction == Direction.INTERNAL || number == null ? user.username() : number;
    }
}
