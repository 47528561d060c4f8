package dev.guildhall.edge.session;

import dev.guildhall.edge.relay.Dispatch;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// A dispatch that is kept for a resume.
///
/// Those of relays are shared: all sessions of a guild keep the same bytes. What a session alone
/// was given, a GUILD_CREATE or a page of members, is its own, and packed when it is large: clients
/// say only with the next heartbeat that they have it.
sealed interface Kept {

    /// Smaller ones are not worth the time.
    int PACK_FROM_BYTES = 8 << 10;

    long s();

    /// What it takes, without what every dispatch takes.
    int bytes();

    /// As it was sent.
    Dispatch dispatch();

    /// One that other sessions keep too.
    static Kept shared(Dispatch dispatch) {
        return new Whole(dispatch);
    }

    /// One that no other session keeps.
    static Kept own(Dispatch dispatch) {
        byte[] json = dispatch.json();
        if (json.length < PACK_FROM_BYTES) {
            return new Whole(dispatch);
        }
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(json);
            deflater.finish();
            byte[] packed = new byte[json.length / 2];
            int length = deflater.deflate(packed);
            return deflater.finished()
                    ? new Packed(
                            with(dispatch, new byte[0]), Arrays.copyOf(packed, length), json.length)
                    : new Whole(dispatch);
        } finally {
            deflater.end();
        }
    }

    private static Dispatch with(Dispatch it, byte[] json) {
        return new Dispatch(it.s(), it.guildId(), it.guildSeq(), it.type(), json);
    }

    /// As it is.
    record Whole(Dispatch dispatch) implements Kept {
        @Override
        public long s() {
            return dispatch.s();
        }

        @Override
        public int bytes() {
            return dispatch.json().length;
        }
    }

    /// `head` has no JSON: its `length` bytes are in `packed`, deflated.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Packed(Dispatch head, byte[] packed, int length) implements Kept {
        @Override
        public long s() {
            return head.s();
        }

        @Override
        public int bytes() {
            return packed.length;
        }

        @Override
        public Dispatch dispatch() {
            Inflater inflater = new Inflater(true);
            try {
                inflater.setInput(packed);
                byte[] json = new byte[length];
                if (inflater.inflate(json) != length) {
                    throw new IllegalStateException("a packed dispatch is cut short");
                }
                return with(head, json);
            } catch (DataFormatException e) {
                throw new IllegalStateException("a packed dispatch is damaged", e);
            } finally {
                inflater.end();
            }
        }
    }
}
