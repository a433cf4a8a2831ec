package io.ringlog.domain.call;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.number.Numbering;

/** The numbers of a trunk's call in E.164; what cannot be read without guessing stays as the trunk writes it. Pure. */
final class CarrierForms {

    private CarrierForms() {}

    static InviteReceived read(Turn turn, InviteReceived invite) {
        Numbering how = invite.numbering();
        return how == null
                ? invite
                : invite.numbers(e164(turn, invite.requestUser(), how), e164(turn, invite.fromUser(), how));
    }

    private static String e164(Turn turn, String written, Numbering how) {
        return turn.numbers().received(written, how).orElse(written);
    }
}
