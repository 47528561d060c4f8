package dev.guildhall.guild.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/// What a finished backup says of itself: the last file that is written.
///
/// @param of the data directory that it is of
/// @param finishedAt ISO 8601
/// @param guildsSha256 of `guilds.jsonl`, which has a line for each guild
/// @param accountChunks of `accounts.chunks`
record Manifest(
        int format,
        String of,
        String finishedAt,
        int guilds,
        long messages,
        long bytes,
        String guildsSha256,
        int accountChunks,
        long accountRecords) {

    static final int FORMAT = 1;
    static final String FILE = "manifest.json";
    static final String GUILDS = "guilds.jsonl";
    static final String ACCOUNTS = "accounts.chunks";

    static String sha256(Path file) throws IOException {
        return HexFormat.of().formatHex(Sha256.digest().digest(Files.readAllBytes(file)));
    }

    void write(Path folder) throws IOException {
        Path part = folder.resolve(FILE + ".part");
        Files.write(
                part,
                Journal.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(part, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /// The manifest of a backup that is whole as far as its list of guilds says; refused when there
    /// is none, or of a format that this program does not know.
    static Manifest read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            boolean begun = Files.exists(folder.resolve(GUILDS));
            throw TransferException.badInput(
                    begun
                            ? "%s is a backup that was not finished; give the same `backup` again"
                                    .formatted(folder)
                            : "%s is no backup: it has no %s".formatted(folder, FILE));
        }
        Manifest manifest = Journal.JSON.readValue(file.toFile(), Manifest.class);
        if (manifest.format() != FORMAT) {
            throw TransferException.badInput(
                    "%s: format %d is not %d, the one that this program knows"
                            .formatted(file, manifest.format(), FORMAT));
        }
        if (!sha256(folder.resolve(GUILDS)).equals(manifest.guildsSha256())) {
            throw TransferException.failed(
                    "%s is damaged: its SHA-256 is not the manifest's"
                            .formatted(folder.resolve(GUILDS)));
        }
        return manifest;
    }
}
