package dev.guildhall.guild.store.cassandra.tables;

import dev.guildhall.common.guild.Channel;
import dev.guildhall.common.guild.Guild;
import dev.guildhall.common.guild.Member;
import dev.guildhall.common.guild.MessageReference;
import dev.guildhall.common.guild.Result;
import dev.guildhall.common.guild.Role;
import dev.guildhall.common.id.ChannelId;
import dev.guildhall.common.id.MessageId;
import dev.guildhall.common.id.UserId;
import dev.guildhall.guild.core.GuildSnapshot;
import dev.guildhall.guild.core.RecentNonce;
import dev.guildhall.guild.store.EventBytes;
import dev.guildhall.guild.store.image.GuildImage;
import dev.guildhall.guild.store.image.PinnedMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A guild's image as chunks of bytes, each of whole records: a byte for the kind, then its fields;
/// lengths are four bytes. Records of one kind grow by their ids, over all chunks.
final class SnapshotCodec {

    /// Of a chunk, beyond which the next is begun.
    static final int CHUNK_BYTES = 256 * 1_024;

    private static final int GUILD = 1;
    private static final int ROLE = 2;
    private static final int CHANNEL = 3;
    private static final int MEMBER = 4;
    private static final int BAN = 5;
    private static final int PIN = 6;
    private static final int NONCE = 7;

    private SnapshotCodec() {}

    /// Hands the image's chunks to `to`, in order, without holding more than one.
    static void write(GuildImage image, EventBytes bytes, Consumer<byte[]> to) {
        try (Writer writer = new Writer(bytes, to)) {
            writer.write(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory cannot fail
        }
    }

    private static final class Writer implements AutoCloseable {
        private final EventBytes bytes;
        private final Consumer<byte[]> to;
        private final ByteArrayOutputStream chunk = new ByteArrayOutputStream(2 * CHUNK_BYTES);
        private final DataOutputStream out = new DataOutputStream(chunk);

        Writer(EventBytes bytes, Consumer<byte[]> to) {
            this.bytes = bytes;
            this.to = to;
        }

        void write(GuildImage image) throws IOException {
            Guild guild = image.guild();
            if (guild != null) {
                record(GUILD, bytes.of(guild));
            }
            for (Role role : image.roles()) {
                record(ROLE, bytes.of(role));
            }
            for (Channel channel : image.channels()) {
                record(CHANNEL, bytes.of(channel));
            }
            UserId after = null;
            for (List<Member> some = image.members(after, 1_000);
                    !some.isEmpty();
                    some = image.members(after, 1_000)) {
                for (Member member : some) {
                    record(MEMBER, bytes.of(member));
                    after = member.user().id();
                }
            }
            for (Result.Ban ban : image.bans(null, Integer.MAX_VALUE)) {
                record(BAN, bytes.of(ban.user()));
                text(ban.reason());
            }
            for (PinnedMessage pin : image.pins()) {
                begin(PIN);
                out.writeLong(pin.channelId().value());
                out.writeLong(pin.messageId().value());
                out.writeLong(pin.pinnedAtMs());
            }
            for (RecentNonce nonce : image.nonces()) {
                begin(NONCE);
                out.writeLong(nonce.channelId().value());
                out.writeLong(nonce.authorId().value());
                out.writeLong(nonce.messageId().value());
                text(nonce.nonce());
            }
        }

        private void record(int kind, byte[] body) throws IOException {
            begin(kind);
            out.writeInt(body.length);
            out.write(body);
        }

        private void begin(int kind) throws IOException {
            if (chunk.size() >= CHUNK_BYTES) {
                flush();
            }
            out.writeByte(kind);
        }

        private void text(@Nullable String text) throws IOException {
            out.writeBoolean(text != null);
            if (text != null) {
                out.writeUTF(text);
            }
        }

        private void flush() {
            to.accept(chunk.toByteArray());
            chunk.reset();
        }

        @Override
        public void close() {
            flush();
        }
    }

    /// Puts an image together from its chunks, in order. `IllegalArgumentException` for bytes that
    /// are none.
    static final class Reader {
        private final EventBytes bytes;
        private @Nullable Guild guild;
        private final List<Role> roles = new ArrayList<>();
        private final List<Channel> channels = new ArrayList<>();
        private final List<Member> members = new ArrayList<>();
        private final List<Result.Ban> bans = new ArrayList<>();
        private final List<PinnedMessage> pins = new ArrayList<>();
        private final List<RecentNonce> nonces = new ArrayList<>();

        Reader(EventBytes bytes) {
            this.bytes = bytes;
        }

        void read(byte[] chunk) {
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(chunk))) {
                for (int kind = in.read(); kind >= 0; kind = in.read()) {
                    read(kind, in);
                }
            } catch (IOException e) {
                throw new IllegalArgumentException("a chunk of a snapshot ends too early", e);
            }
        }

        private void read(int kind, DataInputStream in) throws IOException {
            switch (kind) {
                case GUILD -> guild = bytes.guild(body(in));
                case ROLE -> roles.add(bytes.role(body(in)));
                case CHANNEL -> channels.add(bytes.channel(body(in)));
                case MEMBER -> members.add(bytes.member(body(in)));
                case BAN -> bans.add(new Result.Ban(bytes.user(body(in)), text(in)));
                case PIN ->
                        pins.add(
                                new PinnedMessage(
                                        new ChannelId(in.readLong()),
                                        new MessageId(in.readLong()),
                                        in.readLong()));
                case NONCE -> nonces.add(nonce(in));
                default -> throw new IllegalArgumentException("no kind of record: " + kind);
            }
        }

        private static RecentNonce nonce(DataInputStream in) throws IOException {
            ChannelId channelId = new ChannelId(in.readLong());
            UserId authorId = new UserId(in.readLong());
            MessageId messageId = new MessageId(in.readLong());
            return new RecentNonce(channelId, authorId, String.valueOf(text(in)), messageId);
        }

        private static byte[] body(DataInputStream in) throws IOException {
            return in.readNBytes(in.readInt());
        }

        private static @Nullable String text(DataInputStream in) throws IOException {
            return in.readBoolean() ? in.readUTF() : null;
        }

        GuildImage image(long seq) {
            List<MessageReference> references =
                    pins.stream()
                            .map(pin -> new MessageReference(pin.channelId(), pin.messageId()))
                            .toList();
            return GuildImage.of(
                    new GuildSnapshot(
                            seq, guild, roles, channels, members, bans, references, nonces),
                    pins);
        }
    }
}
