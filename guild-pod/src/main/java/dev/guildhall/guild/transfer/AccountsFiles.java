package dev.guildhall.guild.transfer;

import dev.guildhall.guild.accounts.AccountBytes;
import dev.guildhall.guild.accounts.AccountRecord;
import dev.guildhall.guild.accounts.AccountsArchive;
import dev.guildhall.guild.rpc.ProtoAccountBytes;
import dev.guildhall.guild.transfer.ChunkReader.DamagedException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Accounts to a file of chunks and back, and from store to store. They are small beside guilds:
/// what was cut short is done anew.
final class AccountsFiles {

    private static final String NAME = "accounts";
    private static final int PAGE = 1_000;
    private static final AccountBytes BYTES = new ProtoAccountBytes();

    private AccountsFiles() {}

    /// How many there are, and the sum of their SHA-256s modulo 2^256: stores may have them in
    /// different orders.
    record Sum(int chunks, long records, String sha256) {}

    static Sum write(AccountsArchive from, Path file) throws IOException {
        try (ChunkWriter out = ChunkWriter.open(file, NAME)) {
            out.restart();
            long records = 0;
            List<AccountRecord> page = from.page(null, PAGE);
            while (!page.isEmpty()) {
                var _ = out.write(0, "", page.stream().map(BYTES::of).toList());
                records += page.size();
                page = from.page(page.getLast(), PAGE);
            }
            var _ = out.finish();
            return new Sum(out.chunks(), records, "");
        }
    }

    static Sum read(Path file, AccountsArchive to) throws IOException, DamagedException {
        try (ChunkReader in = ChunkReader.open(file, NAME)) {
            int chunks = 0;
            long records = 0;
            Optional<Chunk> chunk = in.next();
            while (chunk.isPresent()) {
                List<AccountRecord> page = new ArrayList<>();
                for (byte[] each : chunk.get().unpack()) {
                    page.add(BYTES.account(each));
                }
                to.put(page);
                chunks++;
                records += page.size();
                chunk = in.next();
            }
            return new Sum(chunks, records, "");
        }
    }

    static void copy(AccountsArchive from, AccountsArchive to) {
        List<AccountRecord> page = from.page(null, PAGE);
        while (!page.isEmpty()) {
            to.put(page);
            page = from.page(page.getLast(), PAGE);
        }
    }

    static Sum sum(AccountsArchive archive) {
        BigInteger sum = BigInteger.ZERO;
        long records = 0;
        List<AccountRecord> page = archive.page(null, PAGE);
        while (!page.isEmpty()) {
            for (AccountRecord each : page) {
                byte[] digest = Sha256.digest().digest(BYTES.of(each));
                sum = sum.add(new BigInteger(1, digest));
            }
            records += page.size();
            page = archive.page(page.getLast(), PAGE);
        }
        return new Sum(0, records, sum.mod(BigInteger.TWO.pow(Sha256.BYTES * 8)).toString(16));
    }
}
