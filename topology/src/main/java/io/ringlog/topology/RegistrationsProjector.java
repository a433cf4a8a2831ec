package io.ringlog.topology;

import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.RegistrationEvent;
import io.ringlog.topology.views.Registration;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Keeps a row for each device with a live contact. */
final class RegistrationsProjector implements Projector {
    private LiveStore<Registration> registrations;

    @SuppressWarnings("NullAway.Init")
    RegistrationsProjector() {}

    @Override
    public void open(ProcessorContext<?, ?> context) {
        registrations = context.getStateStore(Names.REGISTRATIONS);
        registrations.wake();
    }

    @Override
    public void see(EventRecord event, byte[] bytes) {
        if (event.event() instanceof RegistrationEvent of) {
            String key = Projector.key(event, of.aor());
            registrations.set(key, Registration.after(registrations.get(key), event.accountId(), of));
        }
    }
}
