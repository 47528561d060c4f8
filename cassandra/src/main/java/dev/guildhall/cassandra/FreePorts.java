package dev.guildhall.cassandra;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/// Ports that nobody listens on, at each of several loopback addresses: nodes of a cluster share
/// theirs.
public final class FreePorts {

    private static final int TRIES = 100;

    private FreePorts() {}

    /// A port that was free at all of `addresses` just now.
    public static int at(List<String> addresses) {
        for (int i = 0; i < TRIES; i++) {
            int port = free(addresses.getFirst(), 0);
            if (port > 0 && addresses.stream().allMatch(each -> free(each, port) == port)) {
                return port;
            }
        }
        throw new CassandraException("no free port at " + addresses);
    }

    private static int free(String address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            return socket.getLocalPort();
        } catch (IOException _) {
            return -1; // taken
        }
    }
}
