using Microsoft.Extensions.Logging;

namespace GoQueue.Outbox.Diagnostics;

/// <summary>The log lines of an outbox: one per change, and one per message that fails. None holds content of a message.</summary>
internal static partial class OutboxLog
{
    public const string Category = "GoQueue.Outbox";

    [LoggerMessage(1, LogLevel.Information, "Outbox {Outbox}: this process relays (lease {Epoch})")]
    public static partial void LeaseTaken(ILogger logger, string outbox, long epoch);

    [LoggerMessage(2, LogLevel.Information, "Outbox {Outbox}: this process relays no longer")]
    public static partial void LeaseLost(ILogger logger, string outbox);

    [LoggerMessage(3, LogLevel.Information, "Outbox {Outbox}: standing by, {Owner} relays for {Seconds:F0} s at least")]
    public static partial void StandingBy(ILogger logger, string outbox, string owner, double seconds);

    [LoggerMessage(4, LogLevel.Warning, "Outbox {Outbox}: the relay pauses: {Reason}")]
    public static partial void Paused(ILogger logger, string outbox, string reason);

    [LoggerMessage(5, LogLevel.Information, "Outbox {Outbox}: the relay goes on")]
    public static partial void Resumed(ILogger logger, string outbox);

    [LoggerMessage(6, LogLevel.Error, "Outbox {Outbox}: the database fails: {Error}; the relay tries again")]
    public static partial void StoreFailed(ILogger logger, string outbox, string error);

    [LoggerMessage(7, LogLevel.Information, "Outbox {Outbox}: the database answers again")]
    public static partial void StoreIsWell(ILogger logger, string outbox);

    [LoggerMessage(8, LogLevel.Error, "Outbox {Outbox}: message {MessageId} ({Topic}/{Action}), row {Id}, failed for good ({Kind}): {Error}")]
    public static partial void Failed(ILogger logger, string outbox, string messageId, string topic, string action, long id, string kind, string error);

    [LoggerMessage(9, LogLevel.Warning, "Outbox {Outbox}: message {MessageId} ({Topic}/{Action}), row {Id}, was rejected ({Kind}) and is sent again later")]
    public static partial void Retrying(ILogger logger, string outbox, string messageId, string topic, string action, long id, string kind);

    [LoggerMessage(10, LogLevel.Error, "Outbox {Outbox}: messages for exchange '{Exchange}' cannot be delivered and wait ({Kind}): {Error}")]
    public static partial void RouteFault(ILogger logger, string outbox, string exchange, string kind, string error);

    [LoggerMessage(11, LogLevel.Warning, "Outbox {Outbox}: row {Id} was written by a newer version; such rows stay for a newer relay")]
    public static partial void UnknownVersion(ILogger logger, string outbox, long id);

    [LoggerMessage(12, LogLevel.Information, "Outbox {Outbox}: the schema was created in {Store}")]
    public static partial void SchemaCreated(ILogger logger, string outbox, string store);

    [LoggerMessage(13, LogLevel.Warning, "Outbox {Outbox}: {Warning}")]
    public static partial void Warning(ILogger logger, string outbox, string warning);

    [LoggerMessage(14, LogLevel.Warning, "Outbox {Outbox}: {Count} held messages were discarded: {Reason}")]
    public static partial void Discarded(ILogger logger, string outbox, int count, string reason);

    [LoggerMessage(15, LogLevel.Information, "Outbox {Outbox}: {Count} held messages are sent again")]
    public static partial void Replayed(ILogger logger, string outbox, int count);
}
