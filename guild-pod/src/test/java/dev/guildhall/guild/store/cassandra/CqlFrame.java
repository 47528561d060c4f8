package dev.guildhall.guild.store.cassandra;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// One frame of the native protocol, version 4 (native_protocol_v4.spec of Cassandra),
/// uncompressed.
record CqlFrame(byte[] header, byte[] body) {

    static final int VERSION = 4;
    private static final int HEADER = 9;
    private static final int VERSION_BITS = 0x7F;
    private static final int WARNING = 0x08;
    private static final int ERROR = 0x00;
    private static final int RESULT = 0x08;
    private static final int PREPARE = 0x09;
    private static final int EXECUTE = 0x0A;
    private static final int BATCH = 0x0D;
    private static final int PREPARED = 4;
    private static final int PROTOCOL_ERROR = 0x0A;

    static CqlFrame read(DataInputStream in) throws IOException {
        byte[] header = in.readNBytes(HEADER);
        if (header.length < HEADER) {
            throw new IOException("closed");
        }
        byte[] body = in.readNBytes(ByteBuffer.wrap(header).getInt(HEADER - Integer.BYTES));
        return new CqlFrame(header, body);
    }

    void write(OutputStream out) throws IOException {
        byte[] all = Arrays.copyOf(header, header.length + body.length);
        System.arraycopy(body, 0, all, header.length, body.length);
        out.write(all);
    }

    /// That the version of `request` is not known here: the driver takes a lower one.
    static CqlFrame unsupported(CqlFrame request) {
        byte[] text =
                "Invalid or unsupported protocol version; supported versions are (4/v4)"
                        .getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = ByteBuffer.allocate(Integer.BYTES + Short.BYTES + text.length);
        body.putInt(PROTOCOL_ERROR).putShort((short) text.length).put(text);
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        header.put((byte) (VERSION | 0x80)).put((byte) 0).putShort((short) request.stream());
        header.put((byte) ERROR).putInt(body.capacity());
        return new CqlFrame(header.array(), body.array());
    }

    int version() {
        return header[0] & VERSION_BITS;
    }

    /// What a request and its answer have in common.
    int stream() {
        return ByteBuffer.wrap(header).getShort(2);
    }

    private int opcode() {
        return header[4];
    }

    boolean prepares() {
        return opcode() == PREPARE;
    }

    /// The statement of a request that prepares one.
    String prepared() {
        ByteBuffer in = ByteBuffer.wrap(body);
        return text(in, in.getInt());
    }

    /// Whether it answers a request that prepares.
    boolean isPrepared() {
        return opcode() == RESULT && content().getInt() == PREPARED;
    }

    /// The id of the answer to a request that prepares.
    String preparedId() {
        ByteBuffer in = content();
        in.getInt();
        return id(in);
    }

    /// The texts of what a request executes, each once, by their ids; none of other requests.
    Set<String> executed(Map<String, String> prepared) {
        Set<String> texts = new LinkedHashSet<>();
        ByteBuffer in = ByteBuffer.wrap(body);
        if (opcode() == EXECUTE) {
            texts.add(prepared.get(id(in)));
        } else if (opcode() == BATCH) {
            in.get();
            for (int left = in.getShort(); left > 0; left--) {
                texts.add(in.get() == 0 ? text(in, in.getInt()) : prepared.get(id(in)));
                for (int values = in.getShort(); values > 0; values--) {
                    int size = in.getInt();
                    in.position(in.position() + Math.max(0, size));
                }
            }
        }
        return texts;
    }

    /// An answer's body behind its warnings.
    private ByteBuffer content() {
        ByteBuffer in = ByteBuffer.wrap(body);
        if ((header[1] & WARNING) != 0) {
            for (int left = in.getShort(); left > 0; left--) {
                in.position(in.position() + Short.BYTES + in.getShort(in.position()));
            }
        }
        return in;
    }

    private static String id(ByteBuffer in) {
        return text(in, in.getShort(), StandardCharsets.ISO_8859_1);
    }

    private static String text(ByteBuffer in, int size) {
        return text(in, size, StandardCharsets.UTF_8);
    }

    private static String text(ByteBuffer in, int size, Charset charset) {
        byte[] bytes = new byte[size];
        in.get(bytes);
        return new String(bytes, charset);
    }
}
