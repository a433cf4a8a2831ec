package io.ringlog.config.resource;

import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.SipUser;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** People and agents. */
final class Users extends Resource<SipUser> {

    Users() {
        super("user", "sip_user", "us", SipUser.class, Set.of());
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("username"));
    }

    @Override
    protected List<Link> ownLinks() {
        return List.of(Link.to("voicemailId", "voicemail", Link.Sense.LEADS));
    }

    @Override
    public Optional<String> dialled(SipUser row) {
        return Optional.of(row.username());
    }

    /** A call that is forwarded always goes nowhere else; the mailbox is for callers whom no forward takes. */
    @Override
    public boolean mayLead(SipUser row, Link link) {
        return switch (link.component()) {
            case "fwdAlwaysId" -> true;
            case "voicemailId" -> row.fwdAlways() == null && (row.fwdBusy() == null || row.fwdNoanswer() == null);
            default -> row.fwdAlways() == null;
        };
    }

    @Override
    public List<DeadEnd> deadEnds(SipUser row) {
        boolean goesOn = row.fwdAlways() != null || row.fwdNoanswer() != null || row.voicemailId() != null;
        return goesOn
                ? List.of()
                : List.of(DeadEnd.Kind.UNANSWERED.of("nothing behind no answer: no fwd_noanswer, no voicemail_id"));
    }

    @Override
    public void check(SipUser row, Problems p) {
        Shapes.sipUser(row.username(), "username", p);
        Shapes.e164(row.outCidNumber(), "out_cid_number", p);
        Shapes.e164(row.emergencyCidNumber(), "emergency_cid_number", p);
        Shapes.ordinary(row.allowedClasses(), "allowed_classes", p);
        Shapes.notNegative(row.maxSimultaneous(), "max_simultaneous", p);
        Shapes.range(row.ringTimeoutSec(), 1, 600, "ring_timeout_sec", p);
    }
}
