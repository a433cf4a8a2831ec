package io.ringlog.app.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ringlog.api.port.FieldProblem;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Sessions;
import io.ringlog.config.ConfigStore;
import io.ringlog.config.Edit;
import io.ringlog.config.form.Forms;
import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.resource.PersonRole;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.secret.ApiKeys;
import io.ringlog.config.secret.PersonSessions;
import io.ringlog.config.secret.PersonSessions.Whose;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** People and their sessions, over the store. */
public final class StoredSessions implements Sessions {

    private static final String FIRST_RUN = "first run";
    private static final String PASSWORD = "password";

    private final ConfigStore store;
    private final PersonSessions sessions;

    public StoredSessions(ConfigStore store) {
        this.store = store;
        this.sessions = new PersonSessions(store.database(), store.clock());
    }

    @Override
    public int longestSec() {
        return (int) PersonSessions.LONGEST.toSeconds();
    }

    @Override
    public Optional<Opened> open(String email, String password, String address) {
        return sessions.open(email, password, address).map(StoredSessions::opened);
    }

    @Override
    public Optional<Opened> enter(String link, String address) {
        return sessions.enter(link, address).map(StoredSessions::opened);
    }

    private static Opened opened(PersonSessions.Opened it) {
        return new Opened(session(it.session()), it.secret());
    }

    @Override
    public Optional<Session> find(String secret) {
        return sessions.find(secret).map(StoredSessions::session);
    }

    @Override
    public Optional<List<Session>> of(String account, String personId) {
        return isOf(account, personId)
                ? Optional.of(sessions.list(personId).stream()
                        .map(StoredSessions::session)
                        .toList())
                : Optional.empty();
    }

    @Override
    public void end(String id, String actor) {
        sessions.end(id, actor);
    }

    @Override
    public boolean endAll(String account, String personId, String actor) {
        boolean there = isOf(account, personId);
        if (there) {
            sessions.endAll(personId, actor);
        }
        return there;
    }

    @Override
    public boolean changePassword(SessionPerson person, String before, String now, String actor) {
        boolean right = sessions.isRight(person.email(), before);
        if (right) {
            var document = JsonNodeFactory.instance.objectNode().put(PASSWORD, now);
            taken(
                    "new_password",
                    () -> store.update(Resources.PEOPLE, person.accountId(), person.id(), Edit.merge(document), actor));
            sessions.endAll(person.id(), actor);
        }
        return right;
    }

    @Override
    public boolean isNobodyThere() {
        return sessions.isNobodyThere();
    }

    /** One after the other: two firsts would both find nobody. */
    @Override
    public synchronized boolean first(Newcomer newcomer) {
        boolean free = sessions.isNobodyThere();
        if (free) {
            var document = JsonNodeFactory.instance
                    .objectNode()
                    .put("email", newcomer.email().toLowerCase(Locale.ROOT))
                    .put("name", newcomer.name())
                    .put(PASSWORD, newcomer.password())
                    .put("role", Forms.word(PersonRole.PLATFORM));
            taken(PASSWORD, () -> store.create(Resources.PEOPLE, ApiKeys.PLATFORM, document, FIRST_RUN));
        }
        return free;
    }

    /** @param password what the field is called outside */
    private static void taken(String password, Runnable write) {
        try {
            write.run();
        } catch (ConfigRefused refused) {
            throw new Refused(
                    Refused.Why.INVALID,
                    refused.errors().stream()
                            .map(it -> new FieldProblem(
                                    it.field().equals(PASSWORD) ? password : it.field(), it.code(), it.message()))
                            .toList());
        }
    }

    private boolean isOf(String account, String personId) {
        return store.find(Resources.PEOPLE, account, personId).isPresent();
    }

    private static Session session(PersonSessions.Session it) {
        Whose whose = it.whose();
        var person = new SessionPerson(
                whose.personId(), whose.accountId(), whose.email(), whose.name(), whose.role(), whose.userId());
        return new Session(it.id(), person, it.address(), it.createdAt(), it.seenAt(), it.expiresAt());
    }
}
