package io.ringlog.domain.trial;

import io.ringlog.domain.Brains;
import io.ringlog.domain.brain.Brain;
import io.ringlog.domain.brain.Outcome;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.config.Did;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.journal.ConfigInput.RowSaved;
import io.ringlog.domain.number.NumberPlan;
import io.ringlog.domain.state.Granule;
import io.ringlog.domain.state.GranuleKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The configuration of one account, as a brain has it, for any number of trials. */
public final class TrialGround {

    private static final String ACTOR = "trial";

    private final String account;
    private final String version;
    private final NumberPlan numbers;
    private final List<SipDevice> devices;
    private final List<Granule> granules;

    private TrialGround(
            String account, String version, NumberPlan numbers, List<SipDevice> devices, List<Granule> granules) {
        this.account = account;
        this.version = version;
        this.numbers = numbers;
        this.devices = devices;
        this.granules = granules;
    }

    /**
     * @param rows of the account; of a flow the version that is to be tried. Its numbers count for nothing: a trial
     *     leads a number of its own into the flow. Nor do its ceilings, which others use up, nor that it is suspended
     * @param version of the code
     * @param numbers what dialled strings mean
     */
    public static TrialGround of(String account, List<ConfigRow> rows, String version, NumberPlan numbers) {
        Map<GranuleKey, Granule> state = new LinkedHashMap<>();
        TrialJournal journal = new TrialJournal(brain(version, numbers), account, Instant.EPOCH);
        List<ConfigRow> kept =
                rows.stream().filter(row -> !(row instanceof Did)).toList();
        long saved = 0;
        for (ConfigRow row : kept) {
            saved++;
            ConfigRow free = row instanceof Account it ? it.unbarred() : row;
            journal.write(new RowSaved(free, saved, ACTOR)).changes().forEach(change -> note(change, state));
        }
        List<SipDevice> devices = kept.stream()
                .filter(SipDevice.class::isInstance)
                .map(SipDevice.class::cast)
                .toList();
        return new TrialGround(account, version, numbers, devices, List.copyOf(state.values()));
    }

    String account() {
        return account;
    }

    List<SipDevice> devices() {
        return devices;
    }

    /** A brain that knows the configuration, and nothing of what happened. */
    Brain brain() {
        Brain brain = brain(version, numbers);
        granules.forEach(brain::restore);
        return brain;
    }

    private static void note(Outcome.Change change, Map<GranuleKey, Granule> state) {
        if (change.granule() == null) {
            state.remove(change.key());
        } else {
            state.put(change.key(), Objects.requireNonNull(change.granule()));
        }
    }

    private static Brain brain(String version, NumberPlan numbers) {
        return Brains.create(version, TrialPhones.SECRETS, numbers);
    }
}
