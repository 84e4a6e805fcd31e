using System.IO.Compression;
using GoQueue.Messages;

namespace GoQueue.Formats.Compression;

/// <summary>gzip, by the framework's stream: it costs a few objects per compressed message, nothing else in .NET writes it.</summary>
internal sealed class GzipCompressor(int threshold, CompressionLevel level) : PayloadCompressor(threshold)
{
    public override string Encoding => PayloadEncodings.Gzip;

    protected override bool Compress(ReadOnlySpan<byte> data, PayloadBuffer output, int limit)
    {
        using (var gzip = new GZipStream(new PayloadBufferStream(output), level))
        {
            gzip.Write(data);
        }

        return output.Length <= limit;
    }
}
