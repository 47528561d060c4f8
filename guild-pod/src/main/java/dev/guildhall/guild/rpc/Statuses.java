package dev.guildhall.guild.rpc;

import dev.guildhall.guild.loop.StreamEnd;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/// Every gRPC status that a guild pod answers with. The comments of the proto files say what each
/// means to the caller.
final class Statuses {

    private Statuses() {}

    /// Another pod has the guild: ask the directory again.
    static StatusRuntimeException notTheOwner() {
        return Status.FAILED_PRECONDITION.withDescription("not the owner").asRuntimeException();
    }

    static StatusRuntimeException noSuchGuild() {
        return Status.NOT_FOUND.withDescription("no such guild").asRuntimeException();
    }

    /// Starting, draining, or out of order for now.
    static StatusRuntimeException unavailable() {
        return Status.UNAVAILABLE.withDescription("try again").asRuntimeException();
    }

    /// A frame or request that cannot be read.
    static StatusRuntimeException broken(String why) {
        return Status.INVALID_ARGUMENT.withDescription(why).asRuntimeException();
    }

    static StatusRuntimeException notFound(String what) {
        return Status.NOT_FOUND.withDescription("no such " + what).asRuntimeException();
    }

    /// The token is malformed, forged, revoked or of a deleted account.
    static StatusRuntimeException unauthenticated() {
        return Status.UNAUTHENTICATED.withDescription("token does not hold").asRuntimeException();
    }

    /// A bug.
    static StatusRuntimeException internal() {
        return Status.INTERNAL.withDescription("internal error").asRuntimeException();
    }

    static StatusRuntimeException of(StreamEnd end) {
        return switch (end) {
            case TOO_SLOW ->
                    Status.RESOURCE_EXHAUSTED
                            .withDescription("too slow: attach again")
                            .asRuntimeException();
            case TOO_MANY_STREAMS ->
                    Status.RESOURCE_EXHAUSTED
                            .withDescription("too many streams")
                            .asRuntimeException();
            case NOT_THE_OWNER -> notTheOwner();
            case UNAVAILABLE -> unavailable();
            case NO_SUCH_GUILD -> noSuchGuild();
            case REPLACED ->
                    Status.ABORTED
                            .withDescription("the same edge has attached anew")
                            .asRuntimeException();
        };
    }
}
