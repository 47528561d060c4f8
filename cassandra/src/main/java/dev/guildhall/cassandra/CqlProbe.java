package dev.guildhall.cassandra;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Asks a server whether it speaks CQL: an OPTIONS frame, answered by SUPPORTED (native protocol 4,
/// section 4.1.2).
public final class CqlProbe {

    private static final int TIMEOUT_MS = 2_000;
    private static final byte[] OPTIONS = {4, 0, 0, 0, 5, 0, 0, 0, 0};
    private static final int OPCODE = 4;
    private static final int SUPPORTED = 6;

    private CqlProbe() {}

    /// Whether anybody listens there, which a node does once it is ready: all that can be seen of
    /// one that wants TLS and a certificate.
    static boolean listens(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), TIMEOUT_MS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    public static boolean answers(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(new InetSocketAddress(address, port), TIMEOUT_MS);
            socket.getOutputStream().write(OPTIONS);
            byte[] header = new byte[OPTIONS.length];
            new DataInputStream(socket.getInputStream()).readFully(header);
            return header[OPCODE] == SUPPORTED;
        } catch (IOException _) {
            return false; // not there yet, or no longer
        }
    }
}
