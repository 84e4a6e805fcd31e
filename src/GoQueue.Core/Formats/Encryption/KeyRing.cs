using System.Collections.Frozen;

namespace GoQueue.Pipeline;

/// <summary>Keys that do not change: one to encrypt with, and those of the past to read with. Immutable.</summary>
public sealed class KeyRing : IKeyProvider
{
    private readonly FrozenDictionary<string, EncryptionKey> _keys;

    /// <summary>Makes a key ring. To rotate, make a new ring with the new key first and the old ones behind it.</summary>
    /// <param name="current">Encrypts new messages.</param>
    /// <param name="others">Only read.</param>
    /// <exception cref="GoQueueConfigurationException">Two keys have one id.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="current"/> or <paramref name="others"/> is <see langword="null"/>.</exception>
    public KeyRing(EncryptionKey current, params IEnumerable<EncryptionKey> others)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(others);
        var keys = new Dictionary<string, EncryptionKey>(StringComparer.Ordinal) { [current.Id] = current };
        foreach (var key in others)
        {
            if (!keys.TryAdd(key.Id, key))
            {
                throw new GoQueueConfigurationException($"Two encryption keys have the id '{key.Id}': a reader could not tell them apart; give each its own.");
            }
        }

        Current = current;
        _keys = keys.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public EncryptionKey Current { get; }

    /// <inheritdoc/>
    public EncryptionKey? Find(string keyId) => _keys.GetValueOrDefault(keyId);
}
