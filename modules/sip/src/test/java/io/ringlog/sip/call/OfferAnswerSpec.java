package io.ringlog.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.call.OfferAnswer.Act;
import io.ringlog.sip.call.OfferAnswer.Asking;
import io.ringlog.sip.call.OfferAnswer.Confirming;
import io.ringlog.sip.call.OfferAnswer.Input;
import io.ringlog.sip.call.OfferAnswer.Leaving;
import io.ringlog.sip.call.OfferAnswer.Offering;
import io.ringlog.sip.call.OfferAnswer.Over;
import io.ringlog.sip.call.OfferAnswer.Stable;
import io.ringlog.sip.call.OfferAnswer.Step;
import org.junit.jupiter.api.Test;

/** Offers and answers of one dialog: what may be taken, what meets, and how it ends. */
class OfferAnswerSpec {
    private static final Act NOTHING = new Act.Nothing();

    private static Input ack(long seq) {
        return new Input.Acknowledged(seq, false);
    }

    @Test
    void nothing_is_in_the_way_of_an_offer_when_none_is_open() {
        assertThat(new Stable().on(new Input.Invited())).isEqualTo(new Step(new Stable(), new Act.Take()));
        assertThat(new Stable().on(new Input.Updated())).isEqualTo(new Step(new Stable(), new Act.Take()));
        assertThat(new Stable().on(new Input.Wanted())).isEqualTo(new Step(new Asking(), new Act.Send()));
    }

    @Test
    void two_offers_at_once_do_not_go_through() {
        assertThat(new Asking().on(new Input.Invited())).isEqualTo(new Step(new Asking(), new Act.Pending()));
        assertThat(new Asking().on(new Input.Updated())).isEqualTo(new Step(new Asking(), new Act.Pending()));
        assertThat(new Asking().on(new Input.Wanted())).isEqualTo(new Step(new Asking(), new Act.Refuse()));
        assertThat(new Asking().on(new Input.Settled())).isEqualTo(new Step(new Stable(), NOTHING));
    }

    @Test
    void an_answer_of_ours_waits_for_its_own_ack() {
        Confirming confirming = new Confirming(2);

        assertThat(confirming.on(ack(1))).isEqualTo(new Step(confirming, NOTHING));
        assertThat(confirming.on(ack(2))).isEqualTo(new Step(new Stable(), new Act.Told()));
        assertThat(confirming.on(new Input.Wanted())).isEqualTo(new Step(confirming, new Act.Postpone()));
    }

    @Test
    void who_invites_again_has_got_our_answer_though_the_ack_is_late() {
        assertThat(new Confirming(2).on(new Input.Invited())).isEqualTo(new Step(new Stable(), new Act.Take()));
        assertThat(new Confirming(2).on(new Input.Updated())).isEqualTo(new Step(new Confirming(2), new Act.Take()));
    }

    @Test
    void an_offer_of_ours_in_a_200_keeps_others_out_until_the_ack_answers_it() {
        Offering offering = new Offering(3, true);

        assertThat(offering.on(new Input.Invited())).isEqualTo(new Step(offering, new Act.Pending()));
        assertThat(offering.on(new Input.Updated())).isEqualTo(new Step(offering, new Act.Pending()));
        assertThat(offering.on(new Input.Acknowledged(3, true)))
                .isEqualTo(new Step(new Stable(), new Act.TakeAnswer()));
    }

    @Test
    void a_first_offer_without_an_answer_ends_the_call_and_a_later_one_changes_nothing() {
        assertThat(new Offering(3, true).on(ack(3)))
                .isEqualTo(new Step(new Over(), new Act.Bye("SIP;cause=488;text=\"No Answer In ACK\"", true)));
        assertThat(new Offering(3, false).on(ack(3))).isEqualTo(new Step(new Stable(), new Act.Told()));
    }

    @Test
    void a_goodbye_waits_for_the_ack_and_not_for_ever() {
        Step left = new Confirming(2).on(new Input.HungUp("why"));

        assertThat(left).isEqualTo(new Step(new Leaving(2, "why"), NOTHING));
        assertThat(left.next().on(ack(2))).isEqualTo(new Step(new Over(), new Act.Bye("why", false)));
        assertThat(left.next().on(new Input.Unacknowledged()))
                .isEqualTo(new Step(new Over(), new Act.Bye("why", false)));
        assertThat(new Stable().on(new Input.HungUp("why"))).isEqualTo(new Step(new Over(), new Act.Bye("why", false)));
        assertThat(new Asking().on(new Input.HungUp("why"))).isEqualTo(new Step(new Over(), new Act.Bye("why", false)));
    }

    @Test
    void a_200_that_nobody_acknowledges_ends_the_call() {
        Act lost = new Act.Bye("SIP;cause=408;text=\"ACK Missing\"", true);

        assertThat(new Confirming(2).on(new Input.Unacknowledged())).isEqualTo(new Step(new Over(), lost));
        assertThat(new Offering(2, false).on(new Input.Unacknowledged())).isEqualTo(new Step(new Over(), lost));
    }

    @Test
    void what_comes_after_the_end_changes_nothing() {
        assertThat(new Over().on(ack(2))).isEqualTo(new Step(new Over(), NOTHING));
        assertThat(new Over().on(new Input.Settled())).isEqualTo(new Step(new Over(), NOTHING));
        assertThat(new Over().on(new Input.Wanted())).isEqualTo(new Step(new Over(), new Act.Refuse()));
        assertThat(new Confirming(2).on(new Input.Ended())).isEqualTo(new Step(new Over(), NOTHING));
    }
}
