package io.ringlog.domain.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.AgentQueueAssignment.Mode;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.ParkLot;
import io.ringlog.domain.config.Playlist;
import io.ringlog.domain.config.Playlist.Order;
import io.ringlog.domain.journal.AgentActed;
import io.ringlog.domain.journal.AgentActed.QueueChoice;
import io.ringlog.domain.journal.Command.Play;
import io.ringlog.domain.journal.SoundStream;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.ConferenceRow;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who waits hears the playlist of the place, else its sound, else the account's playlist, else the usual music. */
class HearingMusicSpec {

    private static final String C = "c1";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    private static ConfigRow playlist(String id, Order order) {
        return new Playlist(id, Rows.ACCOUNT, "List " + id, List.of("one", "two"), order);
    }

    private void account(@Nullable String playlistId) {
        Account account =
                Draft.like(Rows.account()).with("mohPlaylistId", playlistId).row();
        brain.given(account);
    }

    private Play waits(QueueRow queue) {
        brain.given(
                queue.row(),
                Rows.extension("88", DestKind.QUEUE, "q_1"),
                UserRow.agent("ben").row(),
                Rows.member("q_1", "us_ben", 1, 0, Mode.OPTIONAL));
        brain.given(phones.registers("ben"));
        brain.given(new AgentActed(
                "r1",
                "api-1",
                "us_ben",
                AgentActed.Verb.AVAILABLE,
                List.of(new QueueChoice("q_1", null)),
                null,
                "us_ben"));
        return dials("88");
    }

    private Play dials(String number) {
        brain.given(phones.registers("anna"));
        brain.when(phones.calls(C, "anna", number));
        return brain.commands(Play.class).getFirst();
    }

    @Test
    void without_any_it_is_the_usual_music() {
        Play play = waits(QueueRow.queue("q_1"));

        assertThat(play.mediaIds()).containsExactly("moh");
        assertThat(play.loop()).isTrue();
        assertThat(play.stream()).isNull();
    }

    @Test
    void a_queue_has_a_playlist_of_its_own() {
        account("pl_1");
        brain.given(playlist("pl_1", Order.ORDERED), playlist("pl_2", Order.ORDERED));

        Play play = waits(QueueRow.queue("q_1").playlist("pl_2"));

        assertThat(play)
                .isEqualTo(new Play(
                        C,
                        "a",
                        brain.hears(C, "a"),
                        List.of(),
                        false,
                        null,
                        new SoundStream("pl_2", List.of("one", "two"), null)));
    }

    @Test
    void the_sound_of_a_queue_comes_before_the_playlist_of_the_account() {
        account("pl_1");
        brain.given(playlist("pl_1", Order.ORDERED));

        assertThat(waits(QueueRow.queue("q_1").mohFile("jazz")).mediaIds()).containsExactly("jazz");
    }

    @Test
    void a_queue_that_says_nothing_has_that_of_the_account() {
        account("pl_1");
        brain.given(playlist("pl_1", Order.ORDERED));

        assertThat(waits(QueueRow.queue("q_1")).stream())
                .isEqualTo(new SoundStream("pl_1", List.of("one", "two"), null));
    }

    @Test
    void a_shuffled_one_is_in_the_order_that_the_version_of_its_row_decides() {
        brain.whenSaved(playlist("pl_1", Order.SHUFFLED));
        long version = brain.state().config().configured("pl_1").orElseThrow().version();

        SoundStream first = waits(QueueRow.queue("q_1").playlist("pl_1")).stream();

        assertThat(first).isEqualTo(new SoundStream("pl_1", List.of("one", "two"), version));
    }

    @Test
    void a_playlist_that_is_gone_leaves_the_usual_music() {
        assertThat(waits(QueueRow.queue("q_1").playlist("pl_1")).mediaIds()).containsExactly("moh");
    }

    @Test
    void what_is_no_playlist_is_none() {
        assertThat(waits(QueueRow.queue("q_1").playlist("us_ben")).mediaIds()).containsExactly("moh");
    }

    @Test
    void who_is_parked_hears_that_of_the_lot() {
        brain.given(
                playlist("pl_2", Order.ORDERED), new ParkLot("pk_1", Rows.ACCOUNT, "Hall", "700", 701, 2, 60, "pl_2"));

        brain.given(phones.registers("anna"), phones.registers("ben"));
        brain.given(phones.calls(C, "anna", "ben"), facts.answered(C, "b1"));
        brain.given(facts.refers(C, "b1", "700"), facts.takenOver(C, "a", "b1"));

        brain.when(facts.split(C, talk()));

        assertThat(brain.commands(Play.class))
                .extracting(Play::stream)
                .contains(new SoundStream("pl_2", List.of("one", "two"), null));
    }

    private String talk() {
        return brain.state().call(C).orElseThrow().legs().stream()
                .filter(Leg.InTalk.class::isInstance)
                .map(leg -> ((Leg.InTalk) leg).talkId())
                .findFirst()
                .orElse("");
    }

    @Test
    void who_is_alone_in_a_conference_hears_so_and_then_the_list() {
        account("pl_1");
        brain.given(playlist("pl_1", Order.ORDERED));
        brain.given(ConferenceRow.conference("conf_1").row(), Rows.extension("55", DestKind.CONFERENCE, "conf_1"));

        Play play = dials("55");

        assertThat(play.mediaIds()).containsExactly("conference-alone");
        assertThat(play.loop()).isFalse();
        assertThat(play.stream()).isEqualTo(new SoundStream("pl_1", List.of("one", "two"), null));
    }
}
