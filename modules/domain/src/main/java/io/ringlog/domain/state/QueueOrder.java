package io.ringlog.domain.state;

import io.ringlog.domain.config.Queue.Strategy;

/**
 * In which order the agents of a queue are next within a tier (REFERENCE section 11.3). Pure.
 *
 * @param day epoch day of the account, of which the counters are; 0 for a strategy that reads none
 */
public record QueueOrder(Strategy strategy, long day) {

    public static QueueOrder of(Strategy strategy, long day) {
        boolean counts = strategy == Strategy.FEWEST_CALLS || strategy == Strategy.LEAST_TALK_TIME;
        return new QueueOrder(strategy, counts ? day : 0);
    }

    /** What is compared first, the lowest is next. */
    public long key(AgentState agent, String queueId) {
        return switch (strategy) {
            case LONGEST_IDLE, RING_ALL -> agent.readySince().toEpochMilli();
            case FEWEST_CALLS -> agent.tally(queueId, day).calls();
            case LEAST_TALK_TIME -> agent.tally(queueId, day).talkMs();
            case ROUND_ROBIN, RANDOM, TOP_DOWN -> 0;
        };
    }
}
