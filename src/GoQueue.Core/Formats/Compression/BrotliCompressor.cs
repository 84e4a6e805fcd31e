using System.IO.Compression;
using GoQueue.Messages;

namespace GoQueue.Formats.Compression;

/// <summary>Brotli, in one call on spans.</summary>
internal sealed class BrotliCompressor(int threshold, CompressionLevel level) : PayloadCompressor(threshold)
{
    // 4 MiB, the framework's default; the reader's window follows from the data.
    private const int Window = 22;

    public override string Encoding => PayloadEncodings.Brotli;

    // The framework's own translation of levels (BrotliUtils): quality 0, 1, 4, 11.
    private int Quality { get; } = level switch
    {
        CompressionLevel.NoCompression => 0,
        CompressionLevel.Fastest => 1,
        CompressionLevel.Optimal => 4,
        _ => 11,
    };

    protected override bool Compress(ReadOnlySpan<byte> data, PayloadBuffer output, int limit)
    {
        if (!BrotliEncoder.TryCompress(data, output.GetSpan(limit)[..limit], out var written, Quality, Window))
        {
            return false;
        }

        output.Advance(written);
        return true;
    }
}
