using GoQueue.Pipeline;

namespace GoQueue.Formats.Compression;

/// <summary>
/// Makes a compressor. A delegate, set only where a program asks for compression: what Native AOT cannot reach it leaves out, and the framework's compressors are 1 MB of
/// native code.
/// </summary>
internal delegate PayloadCompressor CompressorFactory(CompressionAlgorithm algorithm, CompressionOptions options);
