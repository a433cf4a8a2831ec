package io.ringlog.sip.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/**
 * Where a name leads to, in no order that is for ever: servers of one priority share the work by weight, and who shares
 * is drawn anew for each attempt.
 *
 * @param ttl for how long it is good
 */
public record Found(List<Server> servers, Duration ttl) {
    /** Who has more servers than that has them tried another time. */
    private static final int PLACES_MOST = 8;

    /**
     * One server that serves the name.
     *
     * @param transport in lower case; empty where the node's first is meant
     * @param rank of the transport, the best first
     * @param priority lower ones are tried first (RFC 2782)
     * @param weight its share among those of its priority
     * @param addresses in letters, in the order they are tried
     */
    public record Server(String transport, int rank, int priority, int weight, int port, List<String> addresses) {
        public Server {
            addresses = List.copyOf(addresses);
        }
    }

    /** Where one attempt goes. */
    public record Place(String transport, String address, int port) {}

    public Found {
        servers = List.copyOf(servers);
    }

    public static Found nothing(Duration ttl) {
        return new Found(List.of(), ttl);
    }

    /**
     * The places of one attempt in the order in which they are tried, eight at most.
     *
     * @param draw a number from 0 up to, and without, its bound
     */
    public List<Place> places(IntUnaryOperator draw) {
        return servers.stream()
                .collect(Collectors.groupingBy(Server::rank, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(ranked -> ranked.stream()
                        .collect(Collectors.groupingBy(Server::priority, TreeMap::new, Collectors.toList()))
                        .values()
                        .stream())
                .flatMap(equals -> drawn(equals, draw).stream())
                .flatMap(server -> server.addresses().stream()
                        .map(address -> new Place(server.transport(), address, server.port())))
                .distinct()
                .limit(PLACES_MOST)
                .toList();
    }

    /** RFC 2782: the first whose running sum reaches a number drawn, those of weight 0 before the others, and again. */
    private static List<Server> drawn(List<Server> equals, IntUnaryOperator draw) {
        List<Server> left = new ArrayList<>(equals);
        left.sort(Comparator.comparingInt(Server::weight));
        List<Server> order = new ArrayList<>();
        while (!left.isEmpty()) {
            int sum = left.stream().mapToInt(Server::weight).sum();
            int reached = draw.applyAsInt(sum + 1);
            int at = 0;
            int running = left.getFirst().weight();
            while (running < reached) {
                at++;
                running += left.get(at).weight();
            }
            order.add(left.remove(at));
        }
        return order;
    }
}
