using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using GoQueue.Formats.Encryption;
using GoQueue.Messages;

namespace GoQueue.Pipeline;

/// <summary>
/// A key of 256 bits and its id. The id travels in clear with every message, the key never leaves the process. Thread-safe; one instance may serve
/// several publishers and readers.
/// </summary>
public sealed class EncryptionKey
{
    /// <summary>The size of a key: AES-256.</summary>
    public const int KeyBytes = 32;

    internal const int NonceBytes = 12;
    internal const int TagBytes = 16;
    private const int IdleCiphers = 64;

    private readonly byte[] _key;
    private readonly ConcurrentQueue<AesGcm> _idle = new();
    private readonly NonceSequence _nonces;
    private AesGcm? _first;

    /// <summary>Makes a key.</summary>
    /// <param name="id">Names the key to readers: 1 to 255 bytes of UTF-8. Never use an id again for another key.</param>
    /// <param name="key">32 random bytes; copied.</param>
    /// <exception cref="GoQueueConfigurationException">The id is empty or too long, or the key has another size.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="id"/> is <see langword="null"/>.</exception>
    public EncryptionKey(string id, ReadOnlySpan<byte> key)
    {
        ArgumentNullException.ThrowIfNull(id);
        var idBytes = Encoding.UTF8.GetByteCount(id);
        if (idBytes is 0 or > MessageLimits.ShortStringBytes)
        {
            throw new GoQueueConfigurationException(
                $"The id of an encryption key has {idBytes} bytes of UTF-8: give it 1 to {MessageLimits.ShortStringBytes}, readers find the key by it.");
        }

        if (MessageLimits.FaultOf(id) is { } fault)
        {
            throw new GoQueueConfigurationException($"The id of an encryption key {fault}: remove it, the id travels with every message.");
        }

        if (key.Length != KeyBytes)
        {
            throw new GoQueueConfigurationException(
                $"The encryption key '{id}' has {key.Length} bytes: AES-256 needs exactly {KeyBytes}; make one with RandomNumberGenerator.GetBytes({KeyBytes}).");
        }

        Id = id;
        _key = key.ToArray();
        _nonces = NonceSequences.Get(key);
    }

    /// <summary>Names the key to readers.</summary>
    public string Id { get; }

    /// <summary>For people: the id.</summary>
    public override string ToString() => Id;

    /// <summary>Encrypts under a nonce that this process has never used with this key.</summary>
    internal void Encrypt(ReadOnlySpan<byte> plaintext, Span<byte> nonce, Span<byte> ciphertext, Span<byte> tag, ReadOnlySpan<byte> associatedData)
    {
        _nonces.Next(nonce);
        var cipher = Rent();
        try
        {
            cipher.Encrypt(nonce, plaintext, ciphertext, tag, associatedData);
        }
        finally
        {
            Return(cipher);
        }
    }

    /// <summary>Decrypts. Throws <see cref="AuthenticationTagMismatchException"/> and leaves no plaintext where anything was changed.</summary>
    internal void Decrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> tag, Span<byte> plaintext, ReadOnlySpan<byte> associatedData)
    {
        var cipher = Rent();
        try
        {
            cipher.Decrypt(nonce, ciphertext, tag, plaintext, associatedData);
        }
        finally
        {
            Return(cipher);
        }
    }

    // An AesGcm holds a native context that must not be used by two threads at once, and costs a key schedule to make.
    private AesGcm Rent()
    {
        var first = _first;
        if (first is not null && Interlocked.CompareExchange(ref _first, null, first) == first)
        {
            return first;
        }

        return _idle.TryDequeue(out var cipher) ? cipher : new AesGcm(_key, TagBytes);
    }

    private void Return(AesGcm cipher)
    {
        if (_first is null && Interlocked.CompareExchange(ref _first, cipher, null) is null)
        {
            return;
        }

        if (_idle.Count < IdleCiphers)
        {
            _idle.Enqueue(cipher);
        }
        else
        {
            cipher.Dispose();
        }
    }
}
