package io.ringlog.app.role;

import io.ringlog.app.Build;
import io.ringlog.app.config.RinglogConfig;
import io.ringlog.config.secret.SecretBox;
import io.ringlog.domain.Brains;
import io.ringlog.domain.brain.Brain;
import io.ringlog.numbering.WorldPlan;
import io.ringlog.topology.StreamsRole;
import io.ringlog.topology.StreamsRoles;
import io.ringlog.topology.StreamsSettings;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The decisions: the brain's topology with the box that opens sealed secrets. */
public final class BrainRole {
    private static final String SECRETS = "secrets.json";

    private BrainRole() {}

    /** Returns at once; calls can be decided when the role is ready. */
    public static StreamsRole start(Surroundings here) {
        var brain = here.config().brain();
        var settings = new StreamsSettings(
                here.clients(),
                here.folder().resolve("streams"),
                here.instance("brain"),
                brain.threads(),
                brain.standbys(),
                brain.session());
        StreamsRole role = StreamsRoles.brain(settings, newBrains(here.config()), here.commandTopics());
        role.start();
        return role;
    }

    /** Makes empty brains of this version, with the box that opens secrets in them. */
    public static Supplier<Brain> newBrains(RinglogConfig config) {
        SecretBox secrets = SecretBox.open(secretsKey(config.keyFolder()));
        WorldPlan numbers = new WorldPlan();
        return () -> Brains.create(Build.version(), secrets::open, numbers);
    }

    /** The key file that seals and opens secrets; api, brain and workers share it. */
    public static Path secretsKey(Path keyFolder) {
        return keyFolder.resolve(SECRETS);
    }
}
