package dev.guildhall.guild.transfer;

import dev.guildhall.common.time.Ticker;
import dev.guildhall.guild.rpc.ProtoContentBytes;
import dev.guildhall.guild.store.content.GuildReading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// All that `export` writes of a guild, and what migrations compare.
public record Exported(String lines, String totals) {

    public static Exported of(GuildReading reading) {
        var out = new ByteArrayOutputStream();
        try {
            var _ = new GuildExport(reading, out, Transfers.progress(Ticker.system())).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Exported(
                out.toString(StandardCharsets.UTF_8),
                Census.of(reading, new ProtoContentBytes(), _ -> {}).toString());
    }
}
