package io.ringlog.api.http;

import io.ringlog.api.port.Keys.Key;
import io.ringlog.api.port.Sessions.Session;
import io.ringlog.api.port.Sessions.SessionPerson;
import io.ringlog.api.route.Scope;
import io.ringlog.api.session.Role;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks.
 *
 * @param key what it came with; for a session, a key that opens what the person's role opens
 * @param changes scopes in which it may also change something
 * @param actor for the log, {@code key:key_01J...} or {@code person:per_01J...}
 */
record Asking(Key key, Set<String> changes, String actor, Optional<Session> session) {

    static Asking by(Key key) {
        return new Asking(key, key.scopes(), "key:" + key.id(), Optional.empty());
    }

    static Asking by(Session session) {
        SessionPerson person = session.person();
        Role role = role(session);
        Key key = new Key(
                person.id(),
                person.accountId(),
                person.email(),
                role.reads(),
                role == Role.PLATFORM,
                session.createdAt(),
                null);
        return new Asking(key, role.changes(), "person:" + person.id(), Optional.of(session));
    }

    private static Role role(Session session) {
        String word = session.person().role();
        return Role.named(word).orElseThrow(() -> new IllegalStateException("there is no role " + word));
    }

    /** Whether it may also name accounts below its own. */
    boolean opensBelow() {
        return session.map(it -> role(it).opensBelow()).orElse(true);
    }

    boolean may(Scope scope, boolean change) {
        return scope.isIn(change ? changes : key.scopes());
    }
}
