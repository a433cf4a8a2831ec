package io.ringlog.domain.state;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.kernel.Because;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Candidates being rung, and for whom.
 *
 * @param number 1, 2, 3 … within the call; its timer carries it, so that a late one changes nothing
 * @param onBehalfOf the leg that whoever answers is joined with; null when nobody waits for them
 * @param legIds the legs of this attempt
 * @param waiting candidates still to be rung, the next first
 * @param order the order that rings
 * @param since when that order began
 * @param asking the legs of it whose answer has to be confirmed; null for an attempt that may be passed on
 */
public record RingAttempt(
        int number,
        Purpose purpose,
        @Nullable String onBehalfOf,
        List<String> legIds,
        List<Candidate> waiting,
        int order,
        Instant since,
        @Nullable List<String> asking) {

    /** Who asked for the ring and hears how it came out. */
    public sealed interface Purpose {

        /** The one user whom the call is for; null when it is for no one user. */
        default @Nullable String userId() {
            return null;
        }

        /** A reason with whom the ring is for. */
        default Because noted(Because because) {
            String user = userId();
            return user == null ? because : because.with("user", user);
        }

        /** Who is shown as calling. */
        default Command.CallerId shown(CallHead head) {
            return new Command.CallerId(head.from(), head.fromName());
        }

        /** The node of the call's flow that waits for how it comes out; null when it is no node's. */
        default @Nullable String nodeId() {
            return null;
        }

        /**
         * What rings, as a target that may ring for somebody else; empty for what a flow, a queue or a talk has rung.
         *
         * @param callId of the call it rings in, for this leg
         */
        default Optional<TransferTo.Rung> rungIn(String callId, String legId) {
            return Optional.empty();
        }

        /** The call was routed to the user. */
        record Direct(String userId) implements Purpose {
            @Override
            public Optional<TransferTo.Rung> rungIn(String callId, String legId) {
                return Optional.of(new TransferTo.Rung(callId, legId, DestKind.USER, userId));
            }
        }

        /** A dial node of the flow. */
        record FromFlow(String nodeId, String userId) implements Purpose {}

        /** Whoever passed a caller on and has left is asked to take them back. */
        record Recall(String userId) implements Purpose {}

        /**
         * Somebody is asked into the talk of this leg.
         *
         * @param number the number outside that is rung, in E.164 digits; null for a user
         */
        record Added(
                String byLegId,
                @Nullable String userId,
                @Nullable String number) implements Purpose {
            @Override
            public Because noted(Because because) {
                return number == null ? Purpose.super.noted(because) : because.with("number", number);
            }
        }

        /**
         * Somebody is asked into a conference, with a call of their own.
         *
         * @param number as for who is asked into a talk
         */
        record Invited(
                String conferenceId,
                @Nullable String userId,
                @Nullable String number) implements Purpose {
            @Override
            public Because noted(Because because) {
                Because invited = because.with("conference", conferenceId);
                return number == null ? invited.with("user", String.valueOf(userId)) : invited.with("number", number);
            }
        }

        /** The user a call was asked for, who is then to be joined with what they would have dialled. */
        record Beginning(String user, String dialled) implements Purpose {
            @Override
            public String userId() {
                return user;
            }

            @Override
            public Command.CallerId shown(CallHead head) {
                return new Command.CallerId(dialled, null);
            }
        }

        /** A supervisor who is to hear the talk of this user. */
        record Supervising(String supervisor, String supervised) implements Purpose {
            @Override
            public String userId() {
                return supervisor;
            }

            @Override
            public Command.CallerId shown(CallHead head) {
                return new Command.CallerId(head.to(), null);
            }
        }

        /** A number outside the account. */
        record Outside(String number) implements Purpose {
            @Override
            public Optional<TransferTo.Rung> rungIn(String callId, String legId) {
                return Optional.of(new TransferTo.Rung(callId, legId, null, number));
            }

            @Override
            public Because noted(Because because) {
                return because.with("number", number);
            }
        }

        /**
         * A ring group.
         *
         * @param cidPrefix stands, a space between, before the caller's name on the phones; null for the name alone
         */
        record Group(
                String groupId,
                @Nullable String nodeId,
                @Nullable String cidPrefix) implements Purpose {

            @Override
            public Optional<TransferTo.Rung> rungIn(String callId, String legId) {
                return nodeId == null
                        ? Optional.of(new TransferTo.Rung(callId, legId, DestKind.RING_GROUP, groupId))
                        : Optional.empty();
            }

            @Override
            public Because noted(Because because) {
                return because.with("group", groupId);
            }

            @Override
            public Command.CallerId shown(CallHead head) {
                String name = head.fromName();
                String own = name == null || name.isBlank() ? head.from() : name;
                return new Command.CallerId(head.from(), cidPrefix == null ? name : cidPrefix.strip() + " " + own);
            }
        }

        /**
         * Whoever has a place kept in a queue is called back, with a call of their own.
         *
         * @param number as for who is asked into a talk
         */
        record CalledBack(
                String placeId,
                @Nullable String userId,
                @Nullable String number) implements Purpose {
            @Override
            public Because noted(Because because) {
                Because called = because.with("place", placeId);
                return number == null ? called.with("user", String.valueOf(userId)) : called.with("number", number);
            }
        }

        /** An offer of a queued caller to an agent. */
        record Offer(String queueId, String userId, long fence) implements Purpose {}

        /** An offer of a queued caller to several agents at once. */
        record OfferToAll(String queueId, List<QueuePlace.Held> agents) implements Purpose {
            public OfferToAll {
                agents = List.copyOf(agents);
            }

            @Override
            public Because noted(Because because) {
                return because.with("queue", queueId);
            }
        }

        /** With which fence a user is offered a caller; empty for who is not. */
        default Optional<Long> offered(@Nullable String user) {
            return switch (this) {
                case Offer it when it.userId().equals(user) -> Optional.of(it.fence());
                case OfferToAll it ->
                    it.agents().stream()
                            .filter(one -> one.userId().equals(user))
                            .map(QueuePlace.Held::fence)
                            .findFirst();
                case Purpose _ -> Optional.empty();
            };
        }

        /** Whether it is an offer of a queue. */
        default boolean isOffer() {
            return this instanceof Offer || this instanceof OfferToAll;
        }
    }

    public RingAttempt {
        legIds = List.copyOf(legIds);
        waiting = List.copyOf(waiting);
        asking = asking == null ? null : List.copyOf(asking);
    }

    /**
     * Whether the platform rings by itself, although nobody has answered the caller: an answer may be none, and what
     * comes back to the same edge must not be the same dialog.
     */
    public boolean isOurs() {
        return asking != null;
    }

    /** Whether whoever answers on this leg has to take the call. */
    public boolean asks(String legId) {
        return asking != null && asking.contains(legId);
    }

    /** Who is shown as calling: to an agent, whoever was called back. */
    public Command.CallerId shown(CallState call) {
        boolean calledBack = call.place() != null && call.place().isKept() && purpose.isOffer();
        return calledBack ? new Command.CallerId(call.head().to(), null) : purpose.shown(call.head());
    }

    /** An attempt that has not rung anybody yet. */
    public static RingAttempt of(
            int number, Purpose purpose, @Nullable String onBehalfOf, List<Candidate> candidates, Instant at) {
        List<Candidate> sorted =
                candidates.stream().sorted(Candidate.RING_ORDER).toList();
        int first = sorted.isEmpty() ? 0 : sorted.getFirst().order();
        boolean ours = sorted.stream().anyMatch(it -> it.asks() || it.loops());
        return new RingAttempt(number, purpose, onBehalfOf, List.of(), sorted, first, at, ours ? List.of() : null);
    }

    /**
     * A caller whom the platform has told that it rings is rung for by the platform from then on; so is one that came
     * from another account, whose dialog ends at this edge twice.
     */
    RingAttempt after(@Nullable RingAttempt before, boolean looped) {
        boolean ours = looped || (before != null && before.asking != null);
        return !ours || asking != null
                ? this
                : new RingAttempt(number, purpose, onBehalfOf, legIds, waiting, order, since, List.of());
    }

    /** Those whose time has come beside who rings already. */
    public List<Candidate> due(Instant now) {
        return ofThisOrder().filter(it -> !dueAt(it).isAfter(now)).toList();
    }

    /** Those who ring next when nobody rings any more; empty when nobody is left. */
    public List<Candidate> next() {
        return waiting.stream()
                .filter(it -> Candidate.RING_ORDER.compare(it, waiting.getFirst()) == 0)
                .toList();
    }

    /** When somebody else is to ring beside who rings already. */
    public Stream<Instant> dues() {
        return ofThisOrder().map(this::dueAt);
    }

    /** These candidates ring now, in these legs, one each. */
    public RingAttempt ringing(List<String> more, List<Candidate> rung, Instant at) {
        List<String> all = Stream.concat(legIds.stream(), more.stream()).toList();
        List<Candidate> left = waiting.stream().filter(it -> !rung.contains(it)).toList();
        int next = rung.getFirst().order();
        Instant began = next == order ? since : at;
        return new RingAttempt(number, purpose, onBehalfOf, all, left, next, began, asked(more, rung));
    }

    private @Nullable List<String> asked(List<String> more, List<Candidate> rung) {
        return asking == null
                ? null
                : Stream.concat(
                                asking.stream(),
                                IntStream.range(0, rung.size())
                                        .filter(i -> rung.get(i).asks())
                                        .mapToObj(more::get))
                        .toList();
    }

    /** One that waits is another one. */
    public RingAttempt with(Candidate before, Candidate after) {
        List<Candidate> next =
                waiting.stream().map(it -> it.equals(before) ? after : it).toList();
        return new RingAttempt(number, purpose, onBehalfOf, legIds, next, order, since, asking);
    }

    /** None of these is rung any more. */
    public RingAttempt without(Predicate<Candidate> gone) {
        List<Candidate> left = waiting.stream().filter(gone.negate()).toList();
        return new RingAttempt(number, purpose, onBehalfOf, legIds, left, order, since, asking);
    }

    private Stream<Candidate> ofThisOrder() {
        return waiting.stream().filter(it -> it.order() == order);
    }

    private Instant dueAt(Candidate candidate) {
        return since.plusSeconds(candidate.delaySec());
    }
}
