package dev.guildhall.guild.rpc;

import dev.guildhall.common.guild.Actor;
import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Command;
import dev.guildhall.common.guild.Query;
import dev.guildhall.common.guild.Rejection;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.id.GuildId;
import dev.guildhall.guild.host.Found;
import dev.guildhall.guild.host.GuildHost;
import dev.guildhall.guild.loop.GuildLoop;
import dev.guildhall.rpc.codec.AnswerCodec;
import dev.guildhall.rpc.codec.CommandCodec;
import dev.guildhall.rpc.codec.QueryCodec;
import dev.guildhall.rpc.codec.ResultCodec;
import dev.guildhall.rpc.v1.AnswerProto;
import dev.guildhall.rpc.v1.CallRequest;
import dev.guildhall.rpc.v1.EdgeFrame;
import dev.guildhall.rpc.v1.GuildFrame;
import dev.guildhall.rpc.v1.GuildLinkGrpc;
import dev.guildhall.rpc.v1.ReadRequest;
import dev.guildhall.rpc.v1.ResultProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// `GuildLink`: the edges' way to guilds. Its methods run on the transport's threads and only put
/// things into inboxes.
public final class GuildLinkService extends GuildLinkGrpc.GuildLinkImplBase {

    private final GuildHost host;
    private final Executor senders;
    private final long streamBytes;

    /// `senders` starts a thread for each run of a stream's sender; `streamBytes` bounds what waits
    /// for one stream.
    public GuildLinkService(GuildHost host, Executor senders, long streamBytes) {
        this.host = host;
        this.senders = senders;
        this.streamBytes = streamBytes;
    }

    @Override
    public StreamObserver<EdgeFrame> attach(StreamObserver<GuildFrame> out) {
        var call = (ServerCallStreamObserver<GuildFrame>) out;
        EdgeStream stream = new EdgeStream(host, senders, streamBytes, call);
        stream.begin();
        return stream;
    }

    @Override
    public void call(CallRequest request, StreamObserver<AnswerProto> out) {
        Reply<AnswerProto> reply = new Reply<>(out);
        try {
            Actor actor = AnswerCodec.fromProto(request.getActor());
            Command command = CommandCodec.fromProto(request.getCommand());
            boolean create = command instanceof Command.CreateGuild;
            GuildId guildId = new GuildId(request.getGuildId());
            withGuild(
                    guildId,
                    create,
                    reply,
                    loop -> loop.call(actor, command, answer -> answer(reply, answer)));
        } catch (IllegalArgumentException e) {
            reply.fail(Statuses.broken(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void read(ReadRequest request, StreamObserver<ResultProto> out) {
        Reply<ResultProto> reply = new Reply<>(out);
        try {
            Actor actor = AnswerCodec.fromProto(request.getActor());
            Query query = QueryCodec.fromProto(request.getQuery());
            GuildId guildId = new GuildId(request.getGuildId());
            withGuild(
                    guildId,
                    false,
                    reply,
                    loop -> loop.read(actor, query, result -> result(reply, result)));
        } catch (IllegalArgumentException e) {
            reply.fail(Statuses.broken(String.valueOf(e.getMessage())));
        }
    }

    private void withGuild(
            GuildId guildId, boolean create, Reply<?> reply, Consumer<GuildLoop> action) {
        var _ =
                host.find(guildId, create)
                        .thenAccept(found -> {
                            switch (found) {
                                case Found.Running(GuildLoop loop) -> action.accept(loop);
                                case Found.NotTheOwner _ -> reply.fail(Statuses.notTheOwner());
                                case Found.NoSuchGuild _ -> reply.fail(Statuses.noSuchGuild());
                                case Found.Unavailable _ -> reply.fail(Statuses.unavailable());
                            }
                        });
    }

    private static void answer(Reply<AnswerProto> reply, Answer answer) {
        if (answer instanceof Answer.Rejected(Rejection rejection) && isNoGuild(rejection)) {
            reply.fail(Statuses.noSuchGuild());
        } else {
            reply.send(() -> AnswerCodec.toProto(answer));
        }
    }

    private static void result(Reply<ResultProto> reply, Result result) {
        if (result instanceof Result.Refused(Rejection rejection) && isNoGuild(rejection)) {
            reply.fail(Statuses.noSuchGuild());
        } else {
            reply.send(() -> ResultCodec.toProto(result));
        }
    }

    private static boolean isNoGuild(Rejection rejection) {
        return rejection.reason() == Rejection.Reason.UNKNOWN_GUILD;
    }
}
