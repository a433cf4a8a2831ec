package io.ringlog.api.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.port.Keys.Key;
import io.ringlog.api.port.Phones;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Sessions.Session;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FetchingInTheClearSpec {

    private final OnePhone phone = new OnePhone();
    private final Route fetch = RouteTable.of(List.of(new PhoneRoutes(phone))).routes().stream()
            .filter(it -> it.id().equals("fetchPhoneSettings"))
            .findFirst()
            .orElseThrow();

    @Test
    void a_token_that_others_could_read_is_good_for_nothing_any_more() {
        assertThatThrownBy(() -> fetch.endpoint().answer(new Asked("phone.xml", false)))
                .isInstanceOfSatisfying(
                        Refused.class, it -> assertThat(it.code()).isEqualTo("phone.in-the-clear"));

        assertThat(phone.done).containsExactly("spoilt t");
    }

    @Test
    void one_that_nobody_could_read_is_taken() throws Exception {
        assertThat(phone.done).isEmpty();
        assertThatThrownBy(() -> fetch.endpoint().answer(new Asked("phone.xml", true)))
                .isInstanceOfSatisfying(
                        Refused.class, it -> assertThat(it.code()).isEqualTo("phone.token-used"));

        assertThat(phone.done).containsExactly("taken t");
    }

    /** A phone whose token was used before. */
    private static final class OnePhone implements Phones {

        private final List<String> done = new ArrayList<>();

        @Override
        public Token issue(String account, String device, Terms terms, String actor) {
            throw new AssertionError("nobody asks for one");
        }

        @Override
        public Optional<Model> find(String token) {
            return Optional.of(Model.SNOM);
        }

        @Override
        public Optional<Settings> take(String token) {
            done.add("taken " + token);
            return Optional.empty();
        }

        @Override
        public void spoil(String token) {
            done.add("spoilt " + token);
        }
    }

    /** A request with the token {@code t}. */
    private record Asked(String file, boolean confidential) implements Request {

        @Override
        public Key key() {
            throw new AssertionError("an open route has no key");
        }

        @Override
        public boolean opensBelow() {
            throw new AssertionError("an open route has no key");
        }

        @Override
        public String account() {
            return "";
        }

        @Override
        public String path(String name) {
            return Map.of("token", "t", "file", file).get(name);
        }

        @Override
        public Optional<String> query(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> cookie(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<Session> session() {
            return Optional.empty();
        }

        @Override
        public Set<String> changes() {
            return Set.of();
        }

        @Override
        public String actor() {
            return "nobody";
        }

        @Override
        public boolean byTls() {
            return confidential;
        }

        @Override
        public String address() {
            return "192.0.2.1";
        }

        @Override
        public String bucket() {
            return "192.0.2.1";
        }

        @Override
        public boolean isStillOpen() {
            return true;
        }

        @Override
        public boolean isFromHere() {
            return false;
        }

        @Override
        public byte[] bytes() {
            return new byte[0];
        }

        @Override
        public ObjectNode document() {
            throw new AssertionError("there is no body");
        }

        @Override
        public <T extends Record> T body(Class<T> type) {
            throw new AssertionError("there is no body");
        }
    }
}
