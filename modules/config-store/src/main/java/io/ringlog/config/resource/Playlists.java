package io.ringlog.config.resource;

import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.Playlist;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sounds that whoever waits hears one after the other. */
final class Playlists extends Resource<Playlist> {

    private static final int MOST_SOUNDS = 100;
    private static final String SOUNDS = "media_ids";

    Playlists() {
        super("playlist", "playlist", "pl", Playlist.class, Set.of());
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("name"));
    }

    @Override
    public Map<String, String> sounds(Playlist row) {
        Map<String, String> sounds = new LinkedHashMap<>();
        for (int i = 0; i < row.mediaIds().size(); i++) {
            sounds.put(SOUNDS + "[" + i + "]", row.mediaIds().get(i));
        }
        return sounds;
    }

    @Override
    public void check(Playlist row, Problems p) {
        Shapes.name(row.name(), "name", p);
        Shapes.range(row.mediaIds().size(), 1, MOST_SOUNDS, SOUNDS, p);
    }
}
