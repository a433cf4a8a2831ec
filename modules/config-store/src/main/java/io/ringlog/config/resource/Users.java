package io.ringlog.config.resource;

import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.SipUser;
import java.util.List;
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
        return List.of(Link.to("voicemailId", "voicemail"));
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
