using Microsoft.Extensions.Logging;

namespace GoQueue.Formats.Encryption;

/// <summary>The log lines of encryption. Never a key, and no words of the key store.</summary>
internal static partial class EncryptionLog
{
    public const string Category = "GoQueue.Encryption";

    [LoggerMessage(2120, LogLevel.Warning, "The encryption keys could not be refreshed ({Exception}); those of the last refresh stay in use, and it is tried again at the next interval.", EventName = "KeysNotRefreshed")]
    public static partial void NotRefreshed(ILogger logger, string exception);
}
