package dev.guildhall.e2e.running;

import java.io.IOException;
import java.nio.file.Path;

/// Tells a system that clients reach it at another address than its own, as behind a load balancer.
public final class PublicAddress {

    private PublicAddress() {}

    /// The launcher's sample with a public address on a loopback port.
    ///
    /// @param folder where the spec is written
    /// @return the spec's file, to start the system with
    public static Path spec(Path folder, int port) throws IOException {
        return SampleSpec.withGateway(folder, "publicUrl: http://127.0.0.1:" + port);
    }
}
