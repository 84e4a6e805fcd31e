global using static Keys;
using GoQueue.Pipeline;

internal static class Keys
{
    public static byte[] newKey => throw null!;

    public static byte[] oldKey => throw null!;

    public static Vault vault => throw null!;
}

internal sealed class Vault
{
    public ValueTask<KeyRing> ReadKeysAsync(CancellationToken cancellationToken) => throw null!;
}
