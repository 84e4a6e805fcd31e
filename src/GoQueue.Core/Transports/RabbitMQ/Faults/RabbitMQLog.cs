using Microsoft.Extensions.Logging;

namespace GoQueue.Transports.RabbitMQ.Faults;

/// <summary>The transport's log lines. Never credentials, never a message's content.</summary>
internal static partial class RabbitMQLog
{
    [LoggerMessage(2000, LogLevel.Information, "Connected to {Broker}{Purpose}.")]
    public static partial void Connected(ILogger logger, string broker, string purpose);

    [LoggerMessage(2003, LogLevel.Warning, "The connection to {Broker} was lost: {Fault}. It is being made anew.")]
    public static partial void Disconnected(ILogger logger, string broker, string fault);

    [LoggerMessage(2004, LogLevel.Warning, "A channel to {Broker} ended: {Cause} It is being replaced; what was on it is sent again or reported.")]
    public static partial void ChannelClosed(ILogger logger, string broker, string cause);

    [LoggerMessage(2007, LogLevel.Warning, "{Broker} cannot be connected: {Fault}. It is being tried again.")]
    public static partial void ConnectFailed(ILogger logger, string broker, string fault);

    [LoggerMessage(2008, LogLevel.Information, "A channel to {Broker} is replaced, because it rejected messages (nack) and a new one may not.")]
    public static partial void ChannelRetired(ILogger logger, string broker);

    [LoggerMessage(2009, LogLevel.Warning, "{Broker} allows this user fewer channels than ChannelPoolSize ({Configured}): {Channels} are used. Raise the user's max-channels, or lower ChannelPoolSize.")]
    public static partial void FewerChannels(ILogger logger, string broker, int channels, int configured);

    [LoggerMessage(2010, LogLevel.Warning, "The credentials for {Broker} could not be refreshed ({Exception}); it is tried again in 5 s. Once they expire, publishes are refused.")]
    public static partial void CredentialsNotRefreshed(ILogger logger, string broker, string exception);

    [LoggerMessage(2011, LogLevel.Warning, "{Fault} The start goes on trying.")]
    public static partial void StartWaits(ILogger logger, string fault);

    [LoggerMessage(2012, LogLevel.Warning, "ConfigureConnection sets {Settings}, which GoQueue sets itself: the value is ignored. Use the options of UseRabbitMQ instead (Heartbeat, ConnectTimeout); connections are always recovered by GoQueue.")]
    public static partial void Overruled(ILogger logger, string settings);

    [LoggerMessage(2005, LogLevel.Warning, "{Broker} takes no messages: {Reason}.")]
    public static partial void Blocked(ILogger logger, string broker, string reason);

    [LoggerMessage(2006, LogLevel.Information, "{Broker} takes messages again.")]
    public static partial void Unblocked(ILogger logger, string broker);

    [LoggerMessage(2001, LogLevel.Error, "{Broker} refuses this publisher: {Fault}. Publishes fail until the settings are corrected.")]
    public static partial void Refused(ILogger logger, string broker, string fault);
}
