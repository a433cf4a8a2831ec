package io.ringlog.sip.stack;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A few threads with bounded queues; the same order key always meets the same thread. */
final class Workers implements AutoCloseable {
    private final ThreadPoolExecutor[] threads;

    Workers(int count, int queued) {
        threads = new ThreadPoolExecutor[count];
        for (int i = 0; i < count; i++) {
            String name = "sip-worker-" + i;
            threads[i] = new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(queued),
                    Thread.ofPlatform().name(name).daemon().factory());
        }
    }

    /** False when the queue is full or the node is closing: the task will not run. */
    boolean offer(int order, Runnable task) {
        try {
            threads[Math.floorMod(order, threads.length)].execute(task);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    @Override
    public void close() {
        for (ThreadPoolExecutor thread : threads) {
            thread.shutdownNow();
        }
    }
}
