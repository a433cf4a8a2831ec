package io.ringlog.domain.simulation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.Brains;
import io.ringlog.domain.brain.Brain;
import io.ringlog.domain.brain.Outcome;
import io.ringlog.domain.figures.RecountedFigures;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.state.Granule;
import io.ringlog.domain.state.GranuleKey;
import io.ringlog.domain.testing.LegRow;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.SmallPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallCentreSimulation {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void half_an_hour_of_two_call_centres_breaks_nothing_and_repeats_itself(long seed) {
        World world = new World(seed);
        try {
            world.run();
            assertThat(world.callsStarted()).as("calls").isGreaterThan(300);
            assertThat(world.counts().holds).as("holds and resumes").isGreaterThan(50);
            assertThat(world.counts().conferred).as("members of conferences").isGreaterThan(40);
            assertThat(world.counts().transfers).as("transfers").isGreaterThan(30);
            assertThat(world.counts().transfersAcrossCalls)
                    .as("transfers across calls")
                    .isPositive();
            assertThat(world.counts().seatsPassedOn).as("seats passed on").isPositive();
            assertThat(world.counts().added).as("third parties").isGreaterThan(10);
            assertThat(world.betweenAccounts()).as("calls to the other tenant").isGreaterThan(50);
            assertThat(world.workers().answers()).as("answers of web services").isGreaterThan(50);
            assertThat(world.workers().unanswered())
                    .as("web services of which nothing was heard")
                    .isPositive();
            assertThat(world.workers().crashed()).as("crashes of workers").isPositive();
            assertThat(world.counts().calledBack).as("called back").isPositive();
            assertThat(world.counts().retrievals).as("retrievals and pickups").isPositive();
            groups_rang_and_calls_were_parked(world.counts());
            List.of("hang", "call", "message", "refer")
                    .forEach(it -> assertThat(world.wishes().granted(it)).as(it).isGreaterThan(5));
            every_leg_ends_and_those_of_carriers_are_those_of_the_cdr(world);
            RecountedFigures.are_what_the_events_come_to(events(world), seed);
            the_same_journal_gives_the_same_outcomes(world);
            restoring_at_any_point_changes_nothing(world, seed);
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(
                    "seed %d, record %d, %s: %s"
                            .formatted(
                                    seed,
                                    world.journal().size(),
                                    world.journal().getLast(),
                                    failure.getMessage()),
                    failure);
        }
    }

    private static void groups_rang_and_calls_were_parked(Counts counts) {
        assertThat(counts.groupsRung).as("ring groups that rang").isGreaterThan(20);
        assertThat(counts.groupsAnswered).as("ring groups that answered").isGreaterThan(5);
        assertThat(counts.parked).as("parked calls").isGreaterThan(10);
        assertThat(counts.fetched).as("parked calls that were fetched").isPositive();
        assertThat(counts.recalled).as("parked calls that rang back").isPositive();
        assertThat(counts.messages).as("messages").isGreaterThan(5);
    }

    /** From the events alone: what began has ended, and what a carrier may charge for is in the CDR, and no more. */
    private static void every_leg_ends_and_those_of_carriers_are_those_of_the_cdr(World world) {
        List<Outgoing> told = world.outcomes().stream()
                .flatMap(outcome -> outcome.outgoing().stream())
                .toList();
        List<LegRow> legs = LegRow.of(told);
        assertThat(legs).as("legs").allSatisfy(leg -> assertThat(leg.end()).isNotNull());
        Map<String, Set<String>> outside = legs.stream()
                .filter(leg -> leg.answer() != null && !leg.leg().legId().equals(CallFact.CALLER))
                .filter(leg -> leg.party() instanceof Party.Trunk || leg.party() instanceof Party.Number)
                .collect(groupingBy(
                        leg -> leg.leg().callId(), mapping(leg -> leg.leg().legId(), toSet())));
        assertThat(outside).as("calls with legs outside").hasSizeGreaterThan(10);
        told.stream()
                .filter(EventRecord.class::isInstance)
                .map(record -> ((EventRecord) record).event())
                .filter(CallEnded.class::isInstance)
                .map(event -> ((CallEnded) event).cdr())
                .forEach(cdr -> assertThat(cdr.outsideLegs() == null ? List.<Cdr.OutsideLeg>of() : cdr.outsideLegs())
                        .as("legs outside of %s", cdr.callId())
                        .extracting(Cdr.OutsideLeg::legId)
                        .containsExactlyInAnyOrderElementsOf(outside.getOrDefault(cdr.callId(), Set.of())));
    }

    private static List<EventRecord> events(World world) {
        return world.outcomes().stream()
                .flatMap(outcome -> outcome.outgoing().stream())
                .filter(EventRecord.class::isInstance)
                .map(EventRecord.class::cast)
                .toList();
    }

    private static void the_same_journal_gives_the_same_outcomes(World world) {
        Brain again = brain();
        for (int i = 0; i < world.journal().size(); i++) {
            assertThat(again.decide(world.journal().get(i)))
                    .as("the second run, record %d", i)
                    .isEqualTo(world.outcomes().get(i));
        }
    }

    /** Granules come back from the store in any order, as after a move to another machine. */
    private static void restoring_at_any_point_changes_nothing(World world, long seed) {
        Random random = new Random(seed);
        Map<String, Granule> store = new TreeMap<>();
        Brain restored = brain();
        for (int i = 0; i < world.journal().size(); i++) {
            if (random.nextInt(200) == 0) {
                restored = restored(store, random);
            }
            Outcome outcome = restored.decide(world.journal().get(i));
            assertThat(outcome)
                    .as("the restored run, record %d", i)
                    .isEqualTo(world.outcomes().get(i));
            outcome.changes().forEach(change -> keep(store, change.key(), change.granule()));
        }
    }

    private static Brain restored(Map<String, Granule> store, Random random) {
        List<Granule> granules = new ArrayList<>(store.values());
        Collections.shuffle(granules, random);
        Brain brain = brain();
        granules.forEach(brain::restore);
        return brain;
    }

    private static void keep(Map<String, Granule> store, GranuleKey key, Granule granule) {
        if (granule == null) {
            store.remove(key.toString());
        } else {
            store.put(key.toString(), granule);
        }
    }

    private static Brain brain() {
        return new Brain("sim", Brains.concerns(Phones.SECRETS), new SmallPlan());
    }
}
