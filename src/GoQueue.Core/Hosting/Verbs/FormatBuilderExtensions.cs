using GoQueue.Formats;

namespace GoQueue;

/// <summary>Builder verbs that decide how events lie on the wire.</summary>
public static class FormatBuilderExtensions
{
    /// <summary>Sends all messages in one format; <see cref="EventOptions.Format"/> chooses for single events.</summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="format">The format. Without this call: <see cref="MessageFormat.GoQueueEnvelope"/>.</param>
    /// <param name="cloudEvents">What the CloudEvents formats write where the event does not say it; null = the defaults.</param>
    /// <returns>The builder.</returns>
    public static TBuilder UseFormat<TBuilder>(this TBuilder builder, MessageFormat format, Action<CloudEventsOptions>? cloudEvents = null)
        where TBuilder : IGoQueueBuilder => builder.Configure(options =>
    {
        options.Format = format;
        cloudEvents?.Invoke(options.CloudEvents);
    });

    /// <summary>Makes a serializer known, for events that choose its content type with <see cref="EventOptions.ContentType"/>.</summary>
    /// <typeparam name="TBuilder">The builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="serializer">The serializer.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="serializer"/> is <see langword="null"/>.</exception>
    public static TBuilder AddSerializer<TBuilder>(this TBuilder builder, IPayloadSerializer serializer)
        where TBuilder : IGoQueueBuilder
    {
        ArgumentNullException.ThrowIfNull(serializer);
        builder.Setup.Serializers.Add(serializer);
        return builder;
    }
}
