package io.ringlog.domain.lamp;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Extension;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.Lamp;
import io.ringlog.domain.journal.WatchAsked;
import io.ringlog.domain.routing.Features;
import io.ringlog.domain.state.AccountState;
import io.ringlog.kernel.Rejection;
import java.util.Optional;

/** What a phone wants to watch, or why it may not. Pure. */
sealed interface WatchTarget {

    record Found(Lamp lamp) implements WatchTarget {}

    record Refused(WatchRefusal why, Rejection told) implements WatchTarget {}

    /** @param user whose phone it is */
    static WatchTarget of(AccountState state, WatchAsked asked, SipUser user) {
        String domain = asked.domain();
        if (!domain.equalsIgnoreCase(asked.auth().realm()) && !state.config().answersOn(domain)) {
            return refused(WatchRefusal.FOREIGN_DOMAIN, domain + " is not a domain of the account");
        }
        return switch (asked.kind()) {
            case DIALOG -> dialogs(state, asked.target());
            case MESSAGE_SUMMARY -> messages(state, asked.target(), user);
            case PRESENCE -> presence(state, asked.target());
        };
    }

    private static WatchTarget presence(AccountState state, String target) {
        return userCalled(state, target)
                .<WatchTarget>map(it -> new Found(Lamp.ofPresence(it.id())))
                .orElseGet(() -> refused(WatchRefusal.NO_SUCH_TARGET, target + " is no user, and no extension of one"));
    }

    private static WatchTarget dialogs(AccountState state, String target) {
        Optional<Lamp> user = userCalled(state, target).map(it -> Lamp.ofUser(it.id()));
        return user.or(() -> slot(state, target))
                .<WatchTarget>map(Found::new)
                .orElseGet(() ->
                        refused(WatchRefusal.NO_SUCH_TARGET, target + " is no user, extension of one or park slot"));
    }

    private static Optional<Lamp> slot(AccountState state, String target) {
        return Features.of(state, target).orElse(null) instanceof Features.Slot(var lot, String slot)
                ? Optional.of(Lamp.ofSlot(lot.id(), slot))
                : Optional.empty();
    }

    /** A phone that asks for its own messages may name itself, its extension, or what its user dials to hear them. */
    private static WatchTarget messages(AccountState state, String target, SipUser user) {
        String own = user.voicemailId();
        boolean theirs = userCalled(state, target)
                .filter(it -> it.id().equals(user.id()))
                .isPresent();
        Optional<String> dialled = extension(state, target)
                .filter(it -> it.dest().kind() == DestKind.VOICEMAIL)
                .map(it -> String.valueOf(it.dest().id()));
        if (!theirs && dialled.isEmpty() && userCalled(state, target).isEmpty()) {
            return refused(WatchRefusal.NO_SUCH_TARGET, target + " is no user, and no extension of a mailbox");
        }
        if (!theirs && dialled.filter(it -> it.equals(own)).isEmpty()) {
            return refused(WatchRefusal.NOT_YOURS, "the messages of " + target + " are not " + user.username() + "'s");
        }
        return own == null
                ? refused(WatchRefusal.NO_MAILBOX, user.username() + " has no mailbox")
                : new Found(Lamp.ofMailbox(own));
    }

    /** An extension comes before a user of the same name, as it does when it is dialled. */
    private static Optional<SipUser> userCalled(AccountState state, String target) {
        Optional<Extension> extension = extension(state, target);
        return extension.isPresent()
                ? extension
                        .filter(it -> it.dest().kind() == DestKind.USER)
                        .map(it -> String.valueOf(it.dest().id()))
                        .flatMap(state.config()::user)
                : state.config().userNamed(target);
    }

    private static Optional<Extension> extension(AccountState state, String digits) {
        return state.config().extension(digits).filter(it -> it.status() == RowStatus.ACTIVE);
    }

    private static Refused refused(WatchRefusal why, String text) {
        return new Refused(why, why.rejection(text));
    }
}
