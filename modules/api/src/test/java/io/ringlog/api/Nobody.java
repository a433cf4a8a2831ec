package io.ringlog.api;

import io.ringlog.api.port.Sessions;
import java.util.List;
import java.util.Optional;

/** A platform without people. */
final class Nobody implements Sessions {

    @Override
    public int longestSec() {
        return 1;
    }

    @Override
    public Optional<Opened> open(String email, String password, String address) {
        return Optional.empty();
    }

    @Override
    public Optional<Opened> enter(String link, String address) {
        return Optional.empty();
    }

    @Override
    public Optional<Session> find(String secret) {
        return Optional.empty();
    }

    @Override
    public Optional<List<Session>> of(String account, String personId) {
        return Optional.empty();
    }

    @Override
    public void end(String id, String actor) {
        throw new UnsupportedOperationException("there is no session");
    }

    @Override
    public boolean endAll(String account, String personId, String actor) {
        return false;
    }

    @Override
    public boolean changePassword(SessionPerson person, String before, String now, String actor) {
        return false;
    }

    @Override
    public boolean isNobodyThere() {
        return true;
    }

    @Override
    public boolean first(Newcomer newcomer) {
        return false;
    }
}
