package io.ringlog.lab.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What the broker inside another process has done since it started.
 *
 * @param requests of every kind that were answered, by Kafka's own metrics
 * @param records that were appended to any topic, likewise
 * @param bytes in the segments of all partitions, read off the disk
 */
record BrokerCounts(long requests, long records, long bytes) {
    private static final String REQUESTS = "kafka.network:type=RequestMetrics,name=RequestsPerSec,*";
    /** Each is counted among all fetches, too. */
    private static final Set<String> KINDS_OF_FETCH = Set.of("FetchConsumer", "FetchFollower");

    private static final String RECORDS = "kafka.server:type=BrokerTopicMetrics,name=MessagesInPerSec";

    /** @param folder where the broker keeps its log */
    static BrokerCounts of(long pid, Path folder) throws IOException {
        try (JMXConnector connector = JMXConnectorFactory.newJMXConnector(new JMXServiceURL(address(pid)), null)) {
            connector.connect();
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            long requests = 0;
            for (ObjectName name : beans.queryNames(new ObjectName(REQUESTS), null)) {
                requests += KINDS_OF_FETCH.contains(name.getKeyProperty("request")) ? 0 : count(beans, name);
            }
            return new BrokerCounts(requests, count(beans, new ObjectName(RECORDS)), segments(folder));
        } catch (JMException e) {
            throw new IOException("the broker does not tell its counts", e);
        }
    }

    BrokerCounts since(BrokerCounts before) {
        return new BrokerCounts(requests - before.requests, records - before.records, bytes - before.bytes);
    }

    private static long count(MBeanServerConnection beans, ObjectName name) throws IOException, JMException {
        return ((Number) beans.getAttribute(name, "Count")).longValue();
    }

    private static String address(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("process " + pid + " cannot be looked into", e);
        }
    }

    private static long segments(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path segment : files.filter(BrokerCounts::isSegment).toList()) {
                bytes += Files.exists(segment) ? Files.size(segment) : 0;
            }
        }
        return bytes;
    }

    private static boolean isSegment(Path file) {
        Path partition = file.getParent();
        return file.toString().endsWith(".log") && partition != null && !partition.endsWith("__cluster_metadata-0");
    }
}
