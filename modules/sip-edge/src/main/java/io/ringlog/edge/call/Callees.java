package io.ringlog.edge.call;

import io.ringlog.domain.journal.Loop;
import io.ringlog.domain.number.Numbering;
import io.ringlog.edge.directory.DirectoryCopy;
import io.ringlog.edge.trunk.Lines;
import io.ringlog.edge.trunk.Loops;
import io.ringlog.sip.DigestAnswer;
import io.ringlog.sip.InviteRequest;
import io.ringlog.sip.RequestHead;
import io.ringlog.wire.DirectoryEntry.LineEntry;
import io.ringlog.wire.DirectoryEntry.TrunkEntry;
import io.ringlog.wire.DirectoryEntry.Written;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which account a new call belongs to, by the directory alone. */
final class Callees {

    /**
     * Where a call belongs.
     *
     * @param called whom it calls, as it was written
     * @param trunk that brings it; null for who proves to be a device
     * @param numbersHere of other accounts that a device may mean
     * @param loop what it has in common with the call of another account that it is; null for any other
     * @param numbering how its trunk writes numbers; null where they are E.164
     */
    record Found(
            String account,
            String called,
            @Nullable Trunk trunk,
            List<String> numbersHere,
            @Nullable Loop loop,
            @Nullable Numbering numbering) {}

    /** A trunk and the account that owns it. */
    record Trunk(String id, String account, @Nullable Written written) {

        private static Trunk of(TrunkEntry entry) {
            return new Trunk(entry.trunkId(), entry.accountId(), entry.written());
        }

        private static Trunk of(LineEntry entry) {
            return new Trunk(entry.trunkId(), entry.accountId(), entry.written());
        }
    }

    private final DirectoryCopy directory;
    private final Lines lines;
    private final Loops loops;

    Callees(DirectoryCopy directory, Lines lines, Loops loops) {
        this.directory = directory;
        this.lines = lines;
        this.loops = loops;
    }

    /** Numbers of other accounts that end as what somebody of this one means. */
    List<String> like(@Nullable String dialled, String account) {
        return dialled == null ? List.of() : directory.numbersLike(dialled, account);
    }

    /** Those of these numbers that are of other accounts than this one. */
    List<String> ofOthers(List<String> numbers, String account) {
        return numbers.stream()
                .filter(number -> directory
                        .accountOfNumber(number)
                        .filter(it -> !it.equals(account))
                        .isPresent())
                .toList();
    }

    /** Empty for a call that belongs to nobody here. */
    Optional<Found> of(InviteRequest invite) {
        RequestHead head = invite.head();
        DigestAnswer digest = invite.digest();
        if (digest != null) {
            return directory
                    .accountOfDomain(digest.realm())
                    .map(account -> new Found(
                            account,
                            head.requestUser(),
                            null,
                            directory.numbersLike(head.requestUser(), account),
                            null,
                            null));
        }
        Optional<Loops.Looped> looped = loops.called(head.requestUser());
        if (looped.isPresent()) {
            Loops.Looped it = looped.get();
            return directory
                    .accountOfNumber(it.number())
                    .map(account -> new Found(account, it.number(), null, List.of(), it.loop(), null));
        }
        Optional<Trunk> line = lines.called(head).map(Trunk::of);
        String called = line.isPresent() ? meant(invite) : head.requestUser();
        Trunk trunk = line.or(() -> directory.trunkAt(head.source().address()).map(Trunk::of))
                .orElse(null);
        Numbering how = trunk == null ? null : directory.numbering(trunk.account(), trunk.written());
        return directory
                .accountOfNumber(called, how)
                .or(() -> Optional.ofNullable(trunk).map(Trunk::account))
                .map(account -> new Found(account, called, trunk, List.of(), null, how));
    }

    /** A registrar puts our contact in the Request-URI: whom it means is in P-Called-Party-ID, else in To. */
    private static String meant(InviteRequest invite) {
        String said = invite.calledParty() == null ? invite.head().toUser() : invite.calledParty();
        return said == null ? "" : said;
    }
}
