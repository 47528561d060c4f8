package dev.guildhall.guild.rpc;

import dev.guildhall.common.id.GuildId;
import dev.guildhall.common.log.LogKeys;
import dev.guildhall.guild.host.Found;
import dev.guildhall.guild.host.GuildHost;
import dev.guildhall.guild.loop.Attachment;
import dev.guildhall.guild.loop.GuildLoop;
import dev.guildhall.guild.loop.Hello;
import dev.guildhall.guild.loop.Outbound;
import dev.guildhall.guild.loop.StreamEnd;
import dev.guildhall.rpc.v1.EdgeFrame;
import dev.guildhall.rpc.v1.GuildFrame;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One edge's stream to one guild, flow-controlled by hand both ways.
///
/// In: the edge may have a window of frames on their way; more are asked for as the loop deals with
/// them. Out: a sender of its own, one run at a time, takes frames from the attachment while the
/// transport is ready; what is not taken is bounded there.
final class EdgeStream implements StreamObserver<EdgeFrame>, Attachment.Listener {

    /// Frames that an edge may have on their way.
    static final int WINDOW = 512;

    private static final Logger LOG = LoggerFactory.getLogger(EdgeStream.class);
    private static final int REQUEST_AT = WINDOW / 4;

    private final GuildHost host;
    private final Executor senders;
    private final long maxBytes;
    private final ServerCallStreamObserver<GuildFrame> out;
    private final AtomicInteger wanted = new AtomicInteger();
    private final AtomicInteger consumed = new AtomicInteger();
    private final AtomicReference<@Nullable StatusRuntimeException> failure =
            new AtomicReference<>();
    private @Nullable Attachment attachment;
    private volatile @Nullable GuildLoop loop;
    private volatile boolean halfClosed;
    private boolean done;

    EdgeStream(
            GuildHost host,
            Executor senders,
            long maxBytes,
            ServerCallStreamObserver<GuildFrame> out) {
        this.host = host;
        this.senders = senders;
        this.maxBytes = maxBytes;
        this.out = out;
    }

    /// Waits for the hello.
    void begin() {
        out.disableAutoRequest();
        out.setOnReadyHandler(this::wake);
        out.setOnCancelHandler(this::gone);
        out.request(1);
    }

    @Override
    public void onNext(EdgeFrame frame) {
        try {
            Attachment attached = attachment;
            GuildLoop running = loop;
            if (attached == null) {
                hello(frame);
            } else if (running != null) {
                running.frame(attached, FrameCodec.frame(frame));
            }
        } catch (IllegalArgumentException e) {
            fail(Statuses.broken(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void onError(Throwable cause) {
        gone();
    }

    @Override
    public void onCompleted() {
        halfClosed = true;
        gone();
        wake();
    }

    @Override
    public void onQueued() {
        wake();
    }

    @Override
    public void onCut(StreamEnd end) {
        fail(Statuses.of(end));
    }

    @Override
    public void onConsumed(int frames) {
        if (consumed.addAndGet(frames) >= REQUEST_AT) {
            out.request(consumed.getAndSet(0));
        }
    }

    private void hello(EdgeFrame frame) {
        Hello hello = FrameCodec.hello(frame);
        Attachment attaching = new Attachment(hello.edge(), maxBytes, this);
        attachment = attaching;
        GuildId guildId = new GuildId(frame.getHello().getGuildId());
        var _ = host.find(guildId, false).thenAccept(found -> attach(found, attaching, hello));
    }

    private void attach(Found found, Attachment attaching, Hello hello) {
        switch (found) {
            case Found.Running(GuildLoop running) -> {
                loop = running;
                running.attach(attaching, hello);
                if (out.isCancelled()) {
                    running.detached(attaching);
                }
                out.request(WINDOW);
            }
            case Found.NotTheOwner _ -> fail(Statuses.notTheOwner());
            case Found.NoSuchGuild _ -> fail(Statuses.noSuchGuild());
            case Found.Unavailable _ -> fail(Statuses.unavailable());
        }
    }

    private void gone() {
        Attachment attached = attachment;
        GuildLoop running = loop;
        if (attached != null && running != null) {
            running.detached(attached);
        }
    }

    private void fail(StatusRuntimeException status) {
        failure.compareAndSet(null, status);
        wake();
    }

    /// Has the sender look, unless it is about to.
    private void wake() {
        if (wanted.getAndIncrement() == 0) {
            senders.execute(this::send);
        }
    }

    private void send() {
        int seen = wanted.get();
        while (seen != 0) {
            try {
                drain();
            } catch (RuntimeException e) {
                done = true;
                gone();
                LOG.atWarn().setCause(e).addKeyValue(LogKeys.EDGE, edge()).log("stream broke");
            }
            seen = wanted.addAndGet(-seen);
        }
    }

    private void drain() {
        Attachment attached = attachment;
        while (!done) {
            StatusRuntimeException failed = failure.get();
            if (failed != null) {
                finish(failed);
            } else if (halfClosed) {
                done = true;
                out.onCompleted();
            } else if (attached == null || !out.isReady() || !sendNext(attached)) {
                return;
            }
        }
    }

    private boolean sendNext(Attachment attached) {
        Outbound next = attached.poll();
        if (next == null) {
            return false;
        }
        switch (next) {
            case Outbound.Attached frame -> out.onNext(FrameCodec.frame(frame));
            case Outbound.Events frame ->
                    out.onNext(frame.encoded(GuildFrame.class, FrameCodec::frame));
            case Outbound.SessionOpened frame -> out.onNext(FrameCodec.frame(frame));
            case Outbound.Answered frame -> out.onNext(FrameCodec.frame(frame));
            case Outbound.Ended(StreamEnd end) -> finish(Statuses.of(end));
        }
        return true;
    }

    private void finish(StatusRuntimeException status) {
        done = true;
        gone();
        out.onError(status);
    }

    private String edge() {
        Attachment attached = attachment;
        return attached == null ? "" : attached.edge();
    }
}
