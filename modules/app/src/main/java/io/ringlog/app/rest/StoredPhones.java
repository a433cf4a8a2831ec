package io.ringlog.app.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ringlog.api.port.Phones;
import io.ringlog.api.port.Refused;
import io.ringlog.config.ConfigStore;
import io.ringlog.config.Edit;
import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.Stored;
import io.ringlog.config.secret.PhoneTokens;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.config.SipUser;
import io.ringlog.kernel.Because;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Sets phones up from the store; each file has a password of its own, of which the store keeps HA1 alone. */
public final class StoredPhones implements Phones {

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int PASSWORD = 24;
    private static final int SIP = 5060;
    private static final int SIPS = 5061;

    private final ConfigStore store;
    private final PhoneTokens tokens;
    private final SecureRandom random = new SecureRandom();

    public StoredPhones(ConfigStore store) {
        this.store = store;
        this.tokens = new PhoneTokens(store.database(), store.clock());
    }

    @Override
    public Token issue(String account, String device, Terms terms, String actor) {
        SipDevice row = store.find(Resources.DEVICES, account, device)
                .orElseThrow(() -> Refused.notFound("device " + device))
                .row();
        if (transport(row).isEmpty()) {
            throw Refused.decided(
                    Refused.Why.CONFLICT, "phone.in-a-browser", "a phone in a browser is set up by its page");
        }
        var order = new PhoneTokens.Order(account, device, Because.word(terms.model()), terms.server());
        PhoneTokens.Issued issued = tokens.issue(order, terms.life(), actor);
        return new Token(issued.token(), Instant.ofEpochMilli(issued.expiresAt()));
    }

    @Override
    public Optional<Model> find(String token) {
        return tokens.find(token).map(StoredPhones::model);
    }

    @Override
    public Optional<Settings> take(String token) {
        return tokens.take(token).flatMap(this::settings);
    }

    @Override
    public void spoil(String token) {
        tokens.take(token);
    }

    private Optional<Settings> settings(PhoneTokens.Order order) {
        return store.find(Resources.DEVICES, order.accountId(), order.deviceId())
                .flatMap(it -> transport(it.row()))
                .flatMap(it -> settings(order, it));
    }

    private Optional<Settings> settings(PhoneTokens.Order order, Transport transport) {
        String password = password();
        var document = JsonNodeFactory.instance.objectNode().put("password", password);
        try {
            SipDevice device = store.update(
                            Resources.DEVICES,
                            order.accountId(),
                            order.deviceId(),
                            Edit.merge(document),
                            PhoneTokens.ACTOR)
                    .row();
            String user = store.find(Resources.USERS, order.accountId(), device.userId())
                    .map(Stored::row)
                    .map(StoredPhones::name)
                    .orElse(device.authUsername());
            return Optional.of(settings(order, device, transport, user, password));
        } catch (ConfigRefused gone) {
            return Optional.empty();
        }
    }

    private static Settings settings(
            PhoneTokens.Order order, SipDevice device, Transport transport, String name, String password) {
        int colon = order.server().lastIndexOf(':');
        boolean hasPort = colon > order.server().lastIndexOf(']');
        return new Settings(
                model(order),
                device.authUsername(),
                device.realm(),
                password,
                name,
                hasPort ? order.server().substring(0, colon) : order.server(),
                hasPort
                        ? Integer.parseInt(order.server().substring(colon + 1))
                        : transport == Transport.TLS ? SIPS : SIP,
                transport);
    }

    private static Optional<Transport> transport(SipDevice device) {
        return switch (device.transport()) {
            case UDP -> Optional.of(Transport.UDP);
            case TCP -> Optional.of(Transport.TCP);
            case TLS -> Optional.of(Transport.TLS);
            case WSS -> Optional.empty();
        };
    }

    private static Model model(PhoneTokens.Order order) {
        return Model.valueOf(order.model().toUpperCase(Locale.ROOT));
    }

    private static String name(SipUser user) {
        return user.displayName().isEmpty() ? user.username() : user.displayName();
    }

    private String password() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < PASSWORD; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
